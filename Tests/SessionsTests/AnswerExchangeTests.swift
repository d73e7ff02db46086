import ByteIO
import CorpusIO
import Foundation
import LabelIO
import LabelStore
import LabelingCore
import Sessions
import Testing

struct AnswerExchangeTests {
  private static let prodigy = """
    {"text":"win money","label":"spam","answer":"accept","_timestamp":1700000000,"_annotator_id":"anna","_input_hash":-17}
    {"text":"win money","label":"spam","answer":"reject","_timestamp":1700000050,"_annotator_id":"ben","_input_hash":-17}
    {"text":"hello \\u00e9","label":"spam","answer":"ignore","_timestamp":1700000020,"_annotator_id":"anna","_input_hash":5}
    {"text":"bye","label":"spam","answer":"accept","_timestamp":1700000031,"_annotator_id":"ben","flagged":true,"_input_hash":6}
    {"text":"bye","label":"spam","answer":"reject","_timestamp":1700000030,"_annotator_id":"ben","_input_hash":6}

    """

  private static let labelStudio = """
    [{"id": 7, "data": {"text": "win money"}, "annotations": [
      {"completed_by": {"email": "anna@example.org"}, "lead_time": 12.5, "was_cancelled": false,
       "created_at": "2024-05-06T07:08:09.123456Z", "result": [{"from_name": "label",
       "to_name": "text", "type": "choices", "value": {"choices": ["spam"]}}]},
      {"completed_by": 3, "was_cancelled": true, "created_at": "2024-05-06T08:00:00Z", "result": []}]},
     {"id": 8, "data": {"text": "hello"}, "annotations": [{"completed_by": 3,
       "created_at": "2024-05-06T08:01:00Z", "result": [{"type": "choices",
       "value": {"choices": ["ham"]}}]}]}]

    """

  private static let doccano = """
    {"id": 1, "text": "win money", "label": ["spam"], "Comments": []}
    {"id": 2, "text": "hello", "label": ["ham"]}
    {"id": 3, "text": "nobody knows", "label": []}

    """

  private static let texts = [
    "prodigy": prodigy, "label-studio": labelStudio, "doccano": doccano,
  ]

  @Test(arguments: texts.keys.sorted())
  func `import, export and import again is stable, and a second time adds nothing`(
    name: String
  ) throws {
    let format = try #require(ToolFormat(rawValue: name))
    let folder = try SessionFolder(documentCount: 1)
    let file = try folder.write(Self.texts[name] ?? "", to: "in.json")
    let first = "\(folder.path)/first.session"
    let run = AnswerImport(path: file)
    let outcome = try run.run(into: first)
    #expect(outcome.isNew)
    #expect(outcome.format == format)
    #expect(outcome.addedCount > 0)
    #expect(try run.run(into: first).addedCount == 0)
    let export = AnswerExport(session: first, content: .tool(format))
    try export.write(to: "\(folder.path)/out1.json")
    let again = AnswerImport(path: "\(folder.path)/out1.json")
    let repeated = try again.run(into: first)
    #expect(repeated.addedCount == 0)
    #expect(repeated.remarkCount == 0)
    let second = "\(folder.path)/second.session"
    let classes = try SessionEngine(opening: first).labelSpace.classes
    var fresh = again
    fresh.classes = classes
    #expect(try fresh.run(into: second).addedCount > 0)
    try AnswerExport(session: second, content: .tool(format))
      .write(to: "\(folder.path)/out2.json")
    #expect(try folder.text(of: "out2.json") == folder.text(of: "out1.json"))
  }

  @Test(arguments: ToolFormat.allCases)
  func `every format carries answers from one session to another`(format: ToolFormat) throws {
    let folder = try SessionFolder(documentCount: 8)
    let engine = try folder.start(classes: ["a", "b", "c"])
    let people = try ["anna", "ben"].map { try engine.annotator(named: $0) }
    for document in 0..<5 {
      try engine.answer(
        document,
        as: Vote(classIndex: document % 3),
        isRejection: document == 4,
        by: people[document % 2],
        duration: .milliseconds(1234)
      )
    }
    try engine.skip(6, by: people[0])
    if format.rawValue == "prodigy" { try engine.note("why?", on: 2, by: people[0]) }
    engine.close()
    let content = format.isSeparatedValues ? AnswerExport.Content.answers(.csv) : .tool(format)
    let file = "\(folder.path)/out.\(format.isSeparatedValues ? "csv" : "json")"
    try AnswerExport(session: folder.session, content: content).write(to: file)
    let old = try folder.text(of: "corpus.csv")
    let copy = try SessionFolder(documentCount: 0)
    try old.write(toFile: copy.corpus, atomically: true, encoding: .utf8)
    try copy.start(classes: ["a", "b", "c"]).close()
    let outcome = try AnswerImport(path: file).run(into: copy.session)
    #expect(outcome.addedCount == 6)
    #expect(outcome.unmatchedCount == 0)
    try AnswerExport(session: copy.session, content: content).write(to: file + "2")
    // Each names the session that its ids are from.
    func text(_ path: String, of session: String) throws -> String {
      let store = try SessionStore(opening: session, for: .reading)
      defer { store.close() }
      let identity = try #require(try store.settings()["identity"])
      return try String(contentsOfFile: path, encoding: .utf8).replacing(identity, with: "")
    }
    #expect(try text(file + "2", of: copy.session) == text(file, of: folder.session))
  }

  @Test func `the last of an annotator's answers counts, in order of time`() throws {
    let folder = try SessionFolder(documentCount: 1)
    let file = try folder.write(Self.prodigy, to: "in.jsonl")
    let session = "\(folder.path)/p.session"
    _ = try AnswerImport(path: file).run(into: session)
    let engine = try SessionEngine(opening: session)
    #expect(engine.labelSpace.classes == ["spam", "not spam"])
    #expect(try engine.status().answerCount == 3)
    #expect(try engine.status().skipCount == 1)
    #expect(try engine.status().flagCount == 1)
    let bye = try #require(engine.document(withID: "6"))
    #expect(try engine.document(bye).answers.map(\.says.isRejection) == [false])
    #expect(try engine.disagreements().count == 1)
  }

  @Test func `gold comes out in every format, and from the session itself`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try folder.start(classes: ["ham", "spam"])
    let anna = try engine.annotator(named: "anna")
    for document in [2, 0] {
      let vote = Vote(classIndex: document / 2)
      try engine.answer(document, as: vote, by: anna)
    }
    engine.close()
    for suffix in ["csv", "jsonl", "xml"] {
      let format =
        suffix == "csv" ? AnswerExport.Content.gold(.csv) : .gold(suffix == "xml" ? .xml : .jsonl)
      try AnswerExport(session: folder.session, content: format)
        .write(to: "\(folder.path)/gold.\(suffix)")
    }
    #expect(
      try folder.text(of: "gold.csv")
        == "id,label,source,answers\nd0,ham,agreed,1\nd2,spam,agreed,1\n"
    )
    #expect(
      try folder.text(of: "gold.jsonl").split(separator: "\n").first
        == #"{"id":"d0","label":"ham","source":"agreed","answers":"1"}"#
    )
    #expect(try folder.text(of: "gold.xml").contains("spam"))
    let gold = try GoldLabels.read(folder.session)
    #expect(gold.ids == ["d0", "d2"])
    #expect(gold.labels == ["ham", "spam"])
  }

  @Test(
    arguments: [
      (#"{"text":"a","answer":"maybe","label":"x"}"#, "in.jsonl:1"),
      (#"{"text":"a","answer":"accept","spans":[]}"#, "says nothing about a class"),
      (#"{"text":"a","answer":"accept","accept":["x","y"]}"#, "a document has one class"),
      (#"{"text":"a","answer":"accept","label":"x""#, "in.jsonl:1:42"),
      (#"{"id":1,"text":"a","label":[[0,1,"ORG"]]}"#, "spans, not classes"),
    ]
  )
  func `what is no answer about a class is told with its place`(
    line: String,
    words: String
  ) throws {
    let folder = try SessionFolder(documentCount: 1)
    let file = try folder.write(line + "\n", to: "in.jsonl")
    let error = #expect(throws: Diagnostic.self) {
      try AnswerImport(path: file).run(into: "\(folder.path)/x.session")
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/x.session"))
  }
}

extension AnswerExport {
  /// Exports to a file, which is the only one of the plan.
  func write(to path: String) throws {
    let files = try RunFiles(reads: [session], writes: [path])
    _ = try run(writingTo: path, of: files)
    try files.commit()
  }
}
