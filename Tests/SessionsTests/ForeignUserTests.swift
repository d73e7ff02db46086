import LabelingCore
import Sessions
import Testing

/// Users of other tools become annotators by a table.
struct ForeignUserTests {
  private static func task(_ text: String, _ annotations: String...) -> String {
    #"{"id":9,"data":{"text":"\#(text)"},"annotations":[\#(annotations.joined(separator: ","))]}"#
  }

  private static func annotation(_ user: String, _ label: String) -> String {
    #"{"completed_by":\#(user),"created_at":"2024-05-01T10:00:00Z","result":[{"from_name":"s","#
      + #""to_name":"t","type":"choices","value":{"choices":["\#(label)"]}}]}"#
  }

  private static let table = "annotator,user\nanna,7\nben,b@x.test\ncleo,cc\n"

  @Test func `users of Label Studio are annotators by number, address or name`() throws {
    let folder = try ImportFolder()
    try folder.start(overlap: 5)
    let users = try folder.write(Self.table, to: "users.csv")
    let tasks = [
      Self.task(
        ImportFolder.texts[0],
        Self.annotation("7", "neg"),
        Self.annotation(#"{"id":3,"email":"b@x.test","username":"bb"}"#, "pos"),
        Self.annotation(#"{"id":4,"email":"c@x.test","username":"cc"}"#, "neg"),
        Self.annotation("9", "pos")
      ),
      Self.task(ImportFolder.texts[1], Self.annotation(#"{"id":7,"email":"a@x.test"}"#, "pos")),
    ]
    let files = ["e.json": "[\(tasks.joined(separator: ","))]"]
    let outcome = try folder.add(files) { $0.usersPath = users }
    let expected: Set = ["1 9 pos", "1 anna neg", "1 ben pos", "1 cleo neg", "2 anna pos"]
    #expect(Set(try folder.answers()) == expected)
    #expect(outcome.files[0].unmappedUsers == ["9"])
    #expect(try folder.add(files) { $0.usersPath = users }.addedCount == 0)
  }

  @Test func `a correction made in Label Studio is that of the annotator its user is`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label,time\n1,anna,neg,2024-05-01T10:00:00Z\n"])
    let users = try folder.write("annotator,user\nanna,1\n", to: "users.csv")
    let (text, _) = try folder.export("label-studio") { $0.usersPath = users }
    // As Label Studio hands it out: with its own number, whoever made it, and the id it came with.
    let corrected = text.replacing(
      #""annotations":[{"id":1,"#,
      with: #""annotations":[{"id":88,"import_id":1,"#
    )
    .replacing(#""choices":["neg"]"#, with: #""choices":["pos"]"#)
    .replacing(
      #""updated_at":"2024-05-01T10:00:00.000Z""#,
      with: #""updated_at":"2024-05-02T10:00:00.000Z""#
    )
    let outcome = try folder.add(["back.json": corrected]) { $0.usersPath = users }
    #expect(outcome.files[0].changedCount == 1)
    #expect(outcome.files[0].unmappedUsers.isEmpty)
    #expect(try folder.answers() == ["1 anna pos"])
  }

  @Test func `a file of doccano is its user's, and Winnow's own names are no users`() throws {
    let folder = try ImportFolder()
    try folder.start(overlap: 3)
    let users = try folder.write("annotator,user\nanna,admin\n", to: "users.csv")
    let record = #"{"id":4,"text":"\#(ImportFolder.texts[1])","label":["pos"]}"# + "\n"
    let outcome = try folder.add(["admin.jsonl": record, "zoe.jsonl": record]) {
      $0.usersPath = users
    }
    #expect(Set(try folder.answers()) == ["2 anna pos", "2 zoe pos"])
    #expect(outcome.files.map(\.unmappedUsers) == [[], ["zoe"]])
    // What Winnow wrote itself names annotators, who are in no table of users.
    let (text, _) = try folder.export("doccano")
    let again = try folder.add(["own.jsonl": text]) { $0.usersPath = users }
    #expect(again.addedCount == 0 && again.files[0].unmappedUsers.isEmpty)
  }

  @Test(arguments: [
    ("annotator,user\nanna,1\nben,1\n", "user '1' is two annotators, 'anna' and 'ben'"),
    ("user,annotator\n1,anna\n", "a table of users has the columns 'annotator' and 'user'"),
    ("annotator,user\nanna,\n", "a row names an annotator and a user"),
  ])
  func `a table that does not say who is who adds nothing`(table: String, rule: String) throws {
    let folder = try ImportFolder()
    try folder.start()
    let users = try folder.write(table, to: "users.csv")
    let error = #expect(throws: Diagnostic.self) {
      try folder.add(["a.csv": "item,worker,label\n1,1,neg\n"]) { $0.usersPath = users }
    }
    #expect(error?.headline == rule)
    #expect(try folder.answers() == [])
  }

  @Test(arguments: ["007", "+7"])
  func `a number of a user is one whatever it is written like`(number: String) throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label\n1,anna,neg\n"])
    let users = try folder.write("annotator,user\nanna,\(number)\n", to: "users.csv")
    let (text, _) = try folder.export("label-studio") { $0.usersPath = users }
    #expect(text.contains(#""completed_by":7,"#), "\(text)")
    let task = Self.task(ImportFolder.texts[1], Self.annotation("7", "pos"))
    let outcome = try folder.add(["e.json": "[\(task)]"]) { $0.usersPath = users }
    #expect(outcome.files[0].unmappedUsers.isEmpty)
    #expect(Set(try folder.answers()) == ["1 anna neg", "2 anna pos"])
    let twice = try folder.write("annotator,user\nanna,\(number)\nben,7\n", to: "twice.csv")
    #expect(throws: Diagnostic.self) {
      try folder.add(["e.json": "[\(task)]"]) { $0.usersPath = twice }
    }
  }

  @Test func `an annotator is one user of an export`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label\n1,anna,neg\n"])
    let users = try folder.write("annotator,user\nanna,1\nanna,2\n", to: "users.csv")
    let error = #expect(throws: Diagnostic.self) {
      try folder.export("label-studio") { $0.usersPath = users }
    }
    #expect(error?.headline == "annotator 'anna' is in the table twice")
  }
}
