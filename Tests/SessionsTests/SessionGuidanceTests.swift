import LabelingCore
import Sessions
import Testing

struct SessionGuidanceTests {
  private static let space = LabelSpace(["ham", "spam"])

  @Test func `guidance is kept with the session, and may change while it is open`() throws {
    let folder = try SessionFolder(documentCount: 3)
    let engine = try folder.start(classes: ["ham", "spam"])
    #expect(try engine.guidance().isEmpty)
    var guidance = try engine.guidance()
    guidance.guidelines = "# Choose *well*"
    guidance.classes[1] = ClassDescription(description: "Unwanted.", color: "#aa0000")
    let other = try SessionEngine(opening: folder.session)
    try other.setGuidance(guidance)
    #expect(try engine.guidance() == guidance)
    guidance.guidelines = nil
    guidance.classes[1] = ClassDescription()
    try other.setGuidance(guidance)
    #expect(try engine.guidance().isEmpty)
  }

  @Test func `a table describes classes as far as it has anything to say`() throws {
    let folder = try SessionFolder(documentCount: 1)
    let path = try folder.write("class,color,description\nspam,#A0F,\"Un,wanted\"\n", to: "c.csv")
    let classes = try GuidanceFiles.classes(at: path, of: Self.space)
    #expect(
      classes == [
        ClassDescription(), ClassDescription(description: "Un,wanted", color: "#aa00ff"),
      ]
    )
  }

  @Test(
    arguments: [
      ("class,description\nspma,x\n", "c.csv:2: error: the session has no class 'spma'"),
      ("class,description\nham,x\nham,y\n", "c.csv:3: error: class 'ham' is described twice"),
      ("class,color\nham,red\n", "c.csv:2: error: 'red' is not a color"),
      ("name,text\nham,x\n", "c.csv:1: error: a table of classes has the columns"),
      ("class\nham\n", "c.csv:1: error: a table of classes has the columns"),
    ]
  )
  func `a table that says something else is refused at its line`(
    _ text: String,
    _ message: String
  ) throws {
    let folder = try SessionFolder(documentCount: 1)
    let path = try folder.write(text, to: "c.csv")
    let error = #expect(throws: Diagnostic.self) {
      try GuidanceFiles.classes(at: path, of: Self.space)
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    #expect(error?.help != nil)
  }

  @Test func `an empty table describes no class`() throws {
    let folder = try SessionFolder(documentCount: 1)
    let path = try folder.write("", to: "c.csv")
    let classes = try GuidanceFiles.classes(at: path, of: Self.space)
    #expect(classes == [ClassDescription(), ClassDescription()])
  }

  @Test func `guidelines are text, and blanks are none`() throws {
    let folder = try SessionFolder(documentCount: 1)
    #expect(try GuidanceFiles.guidelines(at: folder.write("\u{FEFF}# A\n", to: "g.md")) == "# A\n")
    #expect(try GuidanceFiles.guidelines(at: folder.write(" \n\n", to: "g.md")) == nil)
    let path = try folder.write("a\u{0}b", to: "g.md")
    #expect(throws: Diagnostic.self) { try GuidanceFiles.guidelines(at: path) }
  }
}
