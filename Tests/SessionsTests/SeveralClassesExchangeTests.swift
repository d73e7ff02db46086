import ByteIO
import CorpusIO
import Foundation
import LabelIO
import LabelStore
import LabelingCore
import Sessions
import Testing

/// Answers of several classes a document, in files of doccano and Prodigy and in our own.
struct SeveralClassesExchangeTests {
  private static let classes = ["billing", "login", "C++"]

  /// A session of several classes in which nobody has answered.
  private static func started(_ classes: [String] = classes) throws -> ImportFolder {
    let folder = try ImportFolder()
    try folder.start(classes: classes, labels: .several)
    return folder
  }

  /// Tries files that are refused, and returns what is said.
  private static func refusal(
    _ files: [String: String],
    of kind: LabelKind = .several
  ) throws -> String {
    let folder = try ImportFolder()
    try folder.start(classes: classes, labels: kind)
    let error = #expect(throws: Diagnostic.self) { try folder.add(files) }
    #expect(try folder.answers() == [])
    return error?.description ?? ""
  }

  // MARK: - doccano

  @Test func `both forms of doccano's labels are read, and an empty list says nothing`() throws {
    let folder = try Self.started()
    let lines = [
      #"{"id":1,"text":"never again","label":["login","billing"]}"#,
      #"{"id":2,"text":"broken on arrival","label":[]}"#,
      #"{"id":3,"text":"works as described","annotations":[{"label":"login","user":"ann","#
        + #""created_at":"2024-05-01T10:00:00Z"},{"label":"C++","user":"ann","#
        + #""created_at":"2024-05-01T10:00:09Z"},{"label":"billing","user":"ben"}]}"#,
    ]
    let outcome = try folder.add(["d.jsonl": lines.joined(separator: "\n")])
    #expect(
      try folder.answers() == ["4 ann login+C\\+\\+", "4 ben billing", "5 d billing+login"]
    )
    #expect(
      outcome.files[0].leftOut.losses == [
        "documents without a label, which may have none of the classes or be open": 1
      ]
    )
    #expect(try folder.add(["d.jsonl": lines.joined(separator: "\n")]).addedCount == 0)
    try folder.add([
      "t.csv": "id,text,label\n9,the parcel came late,login#C++\n8,\"lovely tea, thank you\",C++\n"
    ])
    #expect(try folder.answers().prefix(2) == ["1 t login+C\\+\\+", "2 t C\\+\\+"])
  }

  @Test func `labels that were changed in doccano settle, and those that were removed are told`()
    throws
  {
    let folder = try Self.started()
    try folder.add([
      "a.csv": "item,worker,labels,time\n1,ann,login,2024-05-01T10:00:00Z\n"
        + "2,ann,[],2024-05-01T10:00:00Z\n3,ann,billing,2024-05-01T10:00:00Z\n"
    ])
    let text = try folder.export("doccano").text
    #expect(text.contains(#""label":[],"meta":{"id":"2"}"#))
    let changed = text.replacing(#""label":["login"]"#, with: #""label":["login","billing"]"#)
      .replacing(#""label":["billing"]"#, with: #""label":[]"#)
    let outcome = try folder.add(["d.jsonl": changed])
    #expect(outcome.settledCount == 1 && outcome.addedCount == 0)
    #expect(try folder.settled() == ["1": "billing+login"])
    #expect(
      outcome.files[0].leftOut.losses == [
        "labels that were removed in doccano; the answers stay": 1
      ]
    )
  }

  // MARK: - Prodigy

  @Test func `lists of Prodigy are answers, and a refused question is a skip`() throws {
    let folder = try ImportFolder()
    let options = #""options":[{"id":0,"text":"billing"},{"id":1,"text":"login"}],"#
    func line(_ text: String, _ accept: String, _ answer: String) -> String {
      #"{"text":"\#(text)",\#(options)"config":{"choice_style":"multiple"},"accept":\#(accept),"#
        + #""answer":"\#(answer)","_annotator_id":"ann","_timestamp":1700000000}"#
    }
    let lines = [
      line("a", "[1,0]", "accept"), line("b", "[]", "accept"), line("c", "[1]", "reject"),
      line("d", "[1]", "ignore"),
    ]
    let outcome = try folder.add(["p.jsonl": lines.joined(separator: "\n")]) {
      $0.labels = .several
    }
    #expect(
      try folder.answers() == ["1 ann billing+login", "2 ann []", "3 ann -", "4 ann -"]
    )
    #expect(
      outcome.files[0].leftOut.losses == [
        "refused questions about all classes, which count as skips": 1
      ]
    )
    let text = try folder.export("prodigy").text
    #expect(text.contains(#""options":[{"id":0,"text":"billing"},{"id":1,"text":"login"}]"#))
    #expect(text.contains(#""config":{"choice_style":"multiple"},"accept":["billing","login"]"#))
    #expect(try folder.add(["q.jsonl": text]).addedCount == 0)
    let left = try folder.export("prodigy") { $0.included = .all }.text
    #expect(left.split(separator: "\n").allSatisfy { $0.contains(#""_view_id":"choice""#) })
  }

  @Test func `who was asked about each class alone has answered when all were asked`() throws {
    let folder = try Self.started()
    func line(_ text: String, _ label: String, _ answer: String, _ second: Int) -> String {
      #"{"text":"\#(text)","label":"\#(label)","answer":"\#(answer)","_annotator_id":"ann","#
        + #""_timestamp":17000000\#(second)}"#
    }
    let lines = [
      line("never again", "login", "reject", 10), line("never again", "billing", "accept", 11),
      line("never again", "C++", "accept", 12), line("never again", "login", "accept", 13),
      line("broken on arrival", "login", "accept", 14),
      line("works as described", "login", "accept", 15),
      line("works as described", "billing", "ignore", 16),
      line("works as described", "C++", "reject", 17),
    ]
    let file = ["p.jsonl": lines.joined(separator: "\n")]
    let outcome = try folder.add(file)
    #expect(try folder.answers() == ["5 ann billing+login+C\\+\\+"])
    #expect(
      outcome.files[0].leftOut.losses == [
        "answers about single classes, by who was not asked about all": 4
      ]
    )
    #expect(try folder.add(file).addedCount == 0)
    #expect(
      try Self.refusal(["u.jsonl": line("never again", "logins", "reject", 1)])
        .contains("u.jsonl:1: error: label 'logins' is not a class of the session\nhelp: did you")
    )
  }

  // MARK: - Own files

  @Test(arguments: ["csv", "tsv", "jsonl"])
  func `answers go from session to session as a table`(suffix: String) throws {
    let folder = try Self.started()
    try folder.add([
      "a.csv": "item,worker,labels,time\n1,ann,login+C\\+\\+,2024-05-01T10:00:00Z\n"
        + "1,ben,[],2024-05-01T10:00:01Z\n2,ann,,2024-05-01T10:00:02Z\n"
        + "3,ben,\"[\"\"billing\"\"]\",2024-05-01T10:00:03Z\n"
    ])
    let said = ["1 ann login+C\\+\\+", "1 ben []", "2 ann -", "3 ben billing"]
    #expect(try folder.answers() == said)
    let format = try #require(CorpusFormat(rawValue: suffix))
    let (text, _) = try folder.export("csv") { $0.content = .answers(format) }
    let copy = try Self.started()
    #expect(try copy.add(["b.\(suffix)": text]).addedCount == 4)
    #expect(try copy.answers() == said)
    let (again, _) = try copy.export("csv") { $0.content = .answers(format) }
    #expect(again == text)
    let lists = suffix == "jsonl" ? #""labels":["login","C++"]"# : "login+C\\+\\+"
    #expect(text.contains(lists))
  }

  @Test func `rows that each name a class are one answer`() throws {
    let folder = try Self.started()
    let outcome = try folder.add([
      "a.csv": "item,worker,label\n1,ann,login\n1,ann,billing\n1,ben,login\n2,ann,login+C\\+\\+\n"
    ])
    #expect(outcome.addedCount == 3)
    #expect(
      try folder.answers() == ["1 ann billing+login", "1 ben login", "2 ann login+C\\+\\+"]
    )
  }

  @Test func `a later list of an annotator takes the place of an earlier one`() throws {
    let folder = try Self.started()
    let rows = ["1,ann,login,2024-05-01T10:00:00Z\n", "1,ann,[],2024-05-02T10:00:00Z\n"]
    let header = "item,worker,labels,time\n"
    #expect(try folder.add(["b.csv": header + rows[1]]).addedCount == 1)
    #expect(try folder.add(["a.csv": header + rows[0]]).files[0].olderCount == 1)
    #expect(try folder.answers() == ["1 ann []"])
    #expect(try folder.add(["c.csv": header + rows.joined()]).addedCount == 0)
  }

  @Test(arguments: [
    ("item,worker,labels\n1,ann,logn\n", "a.csv:2: error: label 'logn' is not a class of"),
    (
      "item,worker,labels\n1,ann,login|billing\n", "a.csv:2: error: 'login|billing' is written as a"
    ),
    ("item,worker,labels\n1,ann,-login\n", "a.csv:2: error: a label names the classes that a"),
    ("item,worker,label,rejected\n1,ann,,login\n", "a.csv:2: error: an answer of several classes"),
    (
      "id,labels,source,answers\n1,login,agreed,1\n", "a.csv:1: error: these are labels that winnow"
    ),
    ("id,labels,p_login\n1,login,0.9\n", "a.csv:1: error: these are labels that winnow"),
  ])
  func `what is no answer of several classes is told with its place`(
    text: String,
    words: String
  ) throws {
    let said = try Self.refusal(["a.csv": text])
    #expect(said.contains(words), "\(said)")
  }

  @Test func `answers of several classes are refused where a document has one`() throws {
    let folder = try Self.started()
    try folder.add(["a.csv": "item,worker,labels\n1,ann,login\n1,ben,login\n"])
    for (name, suffix) in [
      ("csv", "csv"), ("prodigy", "jsonl"), ("doccano", "jsonl"), ("label-studio", "json"),
    ] {
      let text = try folder.export(name).text
      let said = try Self.refusal(["x.\(suffix)": text], of: .one)
      #expect(
        said.contains(": error: the answers are from a session of several classes"),
        "\(name)"
      )
      #expect(said.contains("'--labels several'"), "\(name)")
    }
  }

  // MARK: - Gold labels

  @Test func `gold labels come out in every format, and from the session itself`() throws {
    let folder = try Self.started()
    try folder.add([
      "a.csv": "item,worker,labels\n1,ann,login+C\\+\\+\n2,ann,[]\n3,ann,login\n3,ben,billing\n"
    ])
    func gold(_ format: CorpusFormat) throws -> String {
      try folder.export("csv") { $0.content = .gold(format) }.text
    }
    #expect(
      try gold(.csv) == "id,labels,source,answers\n1,login+C\\+\\+,agreed,1\n2,[],agreed,1\n"
    )
    #expect(
      try gold(.jsonl).split(separator: "\n").first
        == #"{"id":"1","labels":["login","C++"],"source":"agreed","answers":"1"}"#
    )
    #expect(try gold(.xml).contains("login+C\\+\\+"))
    let labelSpace = LabelSpace(Self.classes)
    for suffix in ["csv", "jsonl", "xml"] {
      let format = try #require(CorpusFormat(rawValue: suffix))
      let path = try folder.write(try gold(format), to: "gold.\(suffix)")
      var file = GoldFile(at: path)
      file.kind = .several
      file.options.format = format
      let sets = try GoldLabels.read(file).labelSets(of: ["1", "2", "3"], in: labelSpace)
      #expect(sets == [[1, 2], [], nil], "\(suffix)")
    }
    var file = GoldFile(at: folder.session)
    file.kind = .several
    #expect(
      try GoldLabels.read(file).labelSets(of: ["1", "2", "3"], in: labelSpace)
        == [[1, 2], [], nil]
    )
  }

  @Test func `the gold labels of a session of one class are those of several, signs and all`()
    throws
  {
    let folder = try ImportFolder()
    try folder.start(classes: Self.classes)
    try folder.add(["a.csv": "item,worker,label\n1,ann,C++\n"])
    var file = GoldFile(at: folder.session)
    #expect(try GoldLabels.read(file).labels == ["C++"])
    file.kind = .several
    #expect(
      try GoldLabels.read(file).labelSets(of: ["1"], in: LabelSpace(Self.classes)) == [[2]]
    )
  }
}
