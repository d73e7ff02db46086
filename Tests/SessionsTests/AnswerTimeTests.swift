import Foundation
import LabelStore
import LabelingCore
import Sessions
import Testing

/// Which of an annotator's answers counts.
struct AnswerTimeTests {
  private static func line(_ label: String) -> String {
    #"{"id":1,"text":"the parcel came late","label":["\#(label)"]}"# + "\n"
  }

  private static func table(_ rows: [(label: String, time: String)]) -> String {
    "item,worker,label,time\n" + rows.map { "1,anna,\($0.label),\($0.time)\n" }.joined()
  }

  private static func answer(
    _ folder: ImportFolder,
    _ classIndex: Int,
    _ now: Int? = nil
  ) throws {
    let engine = try SessionEngine(
      opening: folder.session,
      now: { now ?? SessionClock.nowInMilliseconds() }
    )
    defer { engine.close() }
    try engine.answer(0, as: Vote(classIndex: classIndex), by: engine.annotator(named: "anna"))
  }

  @Test func `a change counts, a change back does, and a file again adds nothing`() throws {
    let folder = try ImportFolder()
    try folder.start()
    for (label, changes) in [("neg", 0), ("pos", 1), ("neg", 1)] {
      let files = ["\(label).jsonl": Self.line(label)]
      let outcome = try folder.add(files) { $0.annotator = "anna" }
      #expect(outcome.files[0].changedCount == changes && outcome.addedCount == 1)
      #expect(try folder.answers() == ["1 anna \(label)"])
      #expect(try folder.add(files) { $0.annotator = "anna" }.addedCount == 0)
    }
  }

  @Test(arguments: ["", "2024-05-01T10:00:00Z"])
  func `of rows with one time, or none, the last counts`(time: String) throws {
    let folder = try ImportFolder()
    try folder.start()
    let file = ["a.csv": Self.table([("neg", time), ("pos", time), ("neg", time)])]
    #expect(try folder.add(file).addedCount == 3)
    #expect(try folder.answers() == ["1 anna neg"])
    #expect(try folder.add(file).addedCount == 0)
  }

  @Test(arguments: [false, true])
  func `the latest answer counts, in whatever order files come`(isReversed: Bool) throws {
    let folder = try ImportFolder()
    try folder.start()
    let files = [
      ["a.csv": Self.table([("neg", "2024-05-01T10:00:00Z")])],
      ["b.csv": Self.table([("pos", "2024-05-02T10:00:00Z")])],
    ]
    for file in isReversed ? files.reversed() : files { try folder.add(file) }
    #expect(try folder.answers() == ["1 anna pos"])
  }

  /// Imports files as they are, without writing them anew.
  private static func add(
    _ names: [String],
    to folder: ImportFolder,
    _ change: (inout AnswerImport) -> Void = { _ in }
  ) throws -> AnswerImport.Outcome {
    var run = AnswerImport(paths: names.map { "\(folder.path)/\($0)" })
    run.annotator = "anna"
    change(&run)
    return try run.run(into: folder.session)
  }

  private static func write(
    _ text: String,
    to name: String,
    in folder: ImportFolder,
    _ seconds: Int
  ) throws {
    let path = try folder.write(text, to: name)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000 + Double(seconds))],
      ofItemAtPath: path
    )
  }

  /// The times of two files, and whose answer counts.
  @Test(arguments: [(0, 0, "pos"), (0, 9, "pos"), (9, 0, "neg")])
  func `files that say different things without times add nothing again`(
    first: Int,
    second: Int,
    expected: String
  ) throws {
    let folder = try ImportFolder()
    try folder.start()
    try Self.write("item,worker,label\n1,anna,neg\n", to: "a.csv", in: folder, first)
    try Self.write("item,worker,label\n1,anna,pos\n", to: "b.csv", in: folder, second)
    let outcome = try Self.add(["a.csv", "b.csv"], to: folder)
    #expect(outcome.addedCount == 2)
    #expect(outcome.files[1].olderCount == (expected == "neg" ? 1 : 0))
    for names in [["a.csv", "b.csv"], ["b.csv", "a.csv"], ["a.csv"], ["b.csv"], ["a.csv"]] {
      let planned = try Self.add(names, to: folder) { $0.isDry = true }
      let again = try Self.add(names, to: folder)
      #expect(planned.addedCount == 0 && again.addedCount == 0, "\(names)")
      #expect(again.repeatedCount == names.count, "\(names)")
      #expect(try folder.answers() == ["1 anna \(expected)"], "\(names)")
    }
    let store = try SessionStore(opening: folder.session, for: .reading)
    defer { store.close() }
    #expect(try store.events().count == 2)
  }

  @Test(arguments: [0, 9])
  func `a change back counts, whether versions have one time or times of their own`(
    step: Int
  ) throws {
    let folder = try ImportFolder()
    try folder.start()
    let versions = ["neg", "pos", "neg"].enumerated().map { ("v\($0 + 1).jsonl", $1) }
    for (number, (name, label)) in versions.enumerated() {
      try Self.write(Self.line(label), to: name, in: folder, number * step)
      #expect(try Self.add([name], to: folder).addedCount == 1, "\(name)")
      #expect(try folder.answers() == ["1 anna \(label)"], "\(name)")
    }
    for (name, _) in versions + versions.reversed() {
      #expect(try Self.add([name], to: folder).addedCount == 0, "\(name)")
      #expect(try folder.answers() == ["1 anna neg"], "\(name)")
    }
  }

  @Test func `a file that is asked for another column says something else`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try Self.write("item,first,second\n1,neg,pos\n", to: "a.csv", in: folder, 0)
    for (column, count) in [("first", 1), ("second", 1), ("first", 0), ("second", 0)] {
      let outcome = try Self.add(["a.csv"], to: folder) { $0.reading.control = column }
      #expect(outcome.addedCount == count, "\(column)")
    }
    #expect(try folder.answers() == ["1 anna pos"])
  }

  @Test func `an annotation that was updated is as new as its update`() throws {
    let folder = try ImportFolder()
    try folder.start()
    func annotation(_ label: String, _ created: Int, _ updated: Int) -> String {
      #"{"completed_by":1,"created_at":"2024-05-0\#(created)T10:00:00Z","#
        + #""updated_at":"2024-05-0\#(updated)T10:00:00Z","result":[{"from_name":"s","#
        + #""type":"choices","value":{"choices":["\#(label)"]}}]}"#
    }
    try folder.add([
      "e.json": #"[{"id":9,"data":{"text":"the parcel came late"},"annotations":["#
        + "\(annotation("neg", 1, 9)),\(annotation("pos", 2, 2))]}]"
    ])
    #expect(try folder.answers() == ["1 1 neg"])
  }

  @Test func `an answer that was given here later stays`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try Self.answer(folder, 0)
    let outcome = try folder.add(["a.csv": Self.table([("pos", "2020-01-01T00:00:00Z")])])
    #expect(outcome.files[0].olderCount == 1)
    #expect(try folder.answers() == ["1 anna neg"])
    #expect(
      try folder.add(["a.csv": Self.table([("pos", "2020-01-01T00:00:00Z")])]).addedCount == 0
    )
  }

  @Test(arguments: [(3600.0, "neg"), (0, "pos")])
  func `an answer without a time is as old as its file`(age: Double, expected: String) throws {
    let folder = try ImportFolder()
    try folder.start()
    try Self.answer(folder, 0, SessionClock.nowInMilliseconds() - 1_800_000)
    try folder.write(Self.line("pos"), to: "anna.jsonl")
    try folder.date("anna.jsonl", secondsAgo: age)
    _ = try AnswerImport(path: "\(folder.path)/anna.jsonl").run(into: folder.session)
    #expect(try folder.answers() == ["1 anna \(expected)"])
  }

  @Test func `an answer taken back here is not brought back by a file that has it`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try Self.answer(folder, 1)
    let file = try folder.export("prodigy").text
    let engine = try SessionEngine(opening: folder.session)
    _ = try engine.undo(by: engine.annotator(named: "anna"))
    engine.close()
    #expect(try folder.add(["a.jsonl": file]).repeatedCount == 1)
    #expect(try folder.answers() == [])
  }

  @Test func `taking back an answer leaves the latest that was imported`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": Self.table([("pos", "2020-01-02T00:00:00Z")])])
    try Self.answer(folder, 0)
    try folder.add(["b.csv": Self.table([("neg", "2020-01-01T00:00:00Z")])])
    let engine = try SessionEngine(opening: folder.session)
    _ = try engine.undo(by: engine.annotator(named: "anna"))
    engine.close()
    #expect(try folder.answers() == ["1 anna pos"])
  }

  @Test func `an answer without a time goes out without one`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["anna.jsonl": Self.line("pos")])
    #expect(try folder.export("csv").text.contains("1,anna,pos,,,,,\n"))
    for name in ["prodigy", "label-studio", "doccano", "csv"] {
      let text = try folder.export(name).text
      for word in ["_timestamp", "created_at", "time_ms"] {
        #expect(!text.contains(word), "\(name)")
      }
      let file = name == "csv" ? "x.csv" : "x.json"
      #expect(try folder.add([file: text]).addedCount == 0, "\(name)")
    }
  }

  @Test func `a label that was corrected in doccano settles the class`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add([
      "a.csv": "item,worker,label,time\n1,anna,neg,2024-05-01T10:00:00Z\n"
        + "2,anna,pos,2024-05-01T10:00:00Z\n"
    ])
    let out = try folder.export("doccano").text
    let corrected = out.replacing(#""label":["neg"]"#, with: #""label":["pos"]"#)
    #expect(try folder.add(["chief.jsonl": corrected]).settledCount == 1)
    #expect(try folder.settled() == ["1": "pos"])
    #expect(try folder.answers() == ["1 anna neg", "2 anna pos"])
    #expect(try folder.add(["chief.jsonl": corrected]).settledCount == 0)
    #expect(try folder.add(["copy.jsonl": corrected]).settledCount == 0, "under another name")
  }
}
