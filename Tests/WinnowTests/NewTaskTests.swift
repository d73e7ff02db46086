import Foundation
import TestSupport
import Testing

/// What `winnow new` writes.
struct NewTaskTests {
  @Test func `class names of any kind become cases that compile and keep their names`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let json = try workspace.succeed(["functions", "OddNames", "--json"], in: folder).outputBytes
    let manifest = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    let classes = manifest?["label_space"] as? [String]
    #expect(
      classes == [
        "class", "no label", "2nd", "größe", "none", "some", "self", "👍", "👎", "guard", "a-b",
        "a b", "say \"hi\"", "back\\slash",
      ]
    )
    try folder.write("text\nURGENT matter of state at hand\nshort\n", to: "c.csv")
    try workspace.succeed(["label", "OddNames", "c.csv", "-o", "l.jsonl"], in: folder)
    let labels = try LabeledRecords(folder.bytes(of: "l.jsonl"), suffix: "jsonl")
    #expect(labels.records.map { $0["label"] } == ["class", "no label"])
  }

  @Test func `a task is never overwritten`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let source = "\(workspace.path)/LabelingFunctions/Comments/Comments.swift"
    let before = try FileBytes.read(source)
    let result = try workspace.run(["new", "Comments", "--classes", "a,b"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("error: the task exists already"))
    #expect(try FileBytes.read(source) == before)
  }

  @Test func `a stand-alone package names the checkout it depends on`() throws {
    let folder = try ScratchFolder()
    let arguments = ["new", "Reviews", "--classes", "bad,good", "--path", "reviews"]
    let result = try CommandLineTool.run(arguments, in: folder)
    #expect(result.exitCode == 0)
    #expect(result.errors == "next: winnow build reviews\n")
    let manifest = try folder.text(of: "reviews/Package.swift")
    #expect(manifest.contains(".package(name: \"winnow\", path: \"\(PackageFolder.path)\")"))
    #expect(
      manifest.contains(".library(name: \"Reviews\", type: .dynamic, targets: [\"Reviews\"])")
    )
    let again = try CommandLineTool.run(arguments, in: folder)
    #expect(again.exitCode == 1)
    #expect(again.errors.contains("error: a package exists already"))
  }

  @Test func `a task says how many classes a document may have`() throws {
    let folder = try ScratchFolder()
    for (kind, expected) in [
      ("one", ["(for: Label.self) {", "? .b : nil"]),
      ("several", ["(for: Label.self, labels: .several) {", "? .present(.b) : nil"]),
    ] {
      let result = try CommandLineTool.run(
        ["new", "Topics", "--classes", "a,b", "--labels", kind, "--path", kind],
        in: folder
      )
      #expect(result.exitCode == 0, "\(result.errors)")
      let source = try folder.text(of: "\(kind)/LabelingFunctions/Topics/Topics.swift")
      for text in expected { #expect(source.contains(text), "\(source)") }
    }
  }

  private static let packageFiles = [
    "Package.swift", ".gitignore", "LabelingFunctions/Reviews/Reviews.swift",
    "LabelingFunctions/Reviews/Plugin.swift", "Tests/ReviewsTests/ReviewsTests.swift",
  ]

  @Test(arguments: packageFiles)
  func `a file of the user's is never replaced, and nothing is written beside it`(
    name: String
  ) throws {
    let folder = try ScratchFolder()
    let parent = ("\(folder.path)/own/\(name)" as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try folder.write("mine\n", to: "own/\(name)")
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let result = try CommandLineTool.run(
      ["new", "Reviews", "--classes", "bad,good", "--path", "own"],
      in: folder
    )
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("exists already") && result.outputBytes.isEmpty)
    #expect(try folder.text(of: "own/\(name)") == "mine\n")
    let after = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    #expect(after == before)
  }

  @Test func `of two at once one makes the package, whole`() throws {
    for _ in 0..<5 {
      let folder = try ScratchFolder()
      let running = try ["Reviews", "Letters"].map {
        try CommandLineTool.start(
          ["new", $0, "--classes", "bad,good", "--path", "own"],
          in: folder
        )
      }
      let results = try running.map { try $0.result(within: 60) }
      #expect(results.map(\.exitCode).sorted() == [0, 1])
      let made = results.first { $0.exitCode == 0 }
      let files = try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/own")
        .filter { $0.hasSuffix(".swift") || $0 == ".gitignore" }
      #expect(Set(made?.outputLines ?? []) == Set(files.map { "\(folder.path)/own/\($0)" }))
    }
  }

  @Test func `a task does not share its name with a module or a task of Winnow`() throws {
    let folder = try ScratchFolder()
    let manifest = try String(
      contentsOfFile: "\(PackageFolder.path)/Package.swift",
      encoding: .utf8
    )
    let modules = manifest.matches(of: /arget\(\s*name: "([A-Z]\w+)"|ibrary\(\s*name: "(C\w+)"/).map
    {
      String($0.1 ?? $0.2 ?? "")
    }
    #expect(modules.count > 20)
    for name in modules + ["MessageSpam"] where !name.hasSuffix("Tests") {
      let arguments = ["new", name, "--classes", "a,b", "--path", "own"]
      let result = try CommandLineTool.run(arguments, in: folder)
      #expect(result.exitCode == 1, "\(name)")
      #expect(result.errors.contains("help: choose another name"), "\(name)")
    }
  }

  @Test func `tasks are listed by name`() throws {
    let folder = try ScratchFolder()
    let result = try Workspace.shared().succeed(["tasks"], in: folder)
    #expect(result.outputLines.contains("Comments"))
    #expect(result.outputLines == result.outputLines.sorted())
  }
}
