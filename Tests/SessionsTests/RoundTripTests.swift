import CorpusIO
import Foundation
import LabelStore
import LabelingCore
import Sessions
import Synchronization
import Testing

/// Answers that go from tool to tool and come back.
struct RoundTripTests {
  private static let classes = ["neg", "pos+C++", "mixed é"]

  /// What people said, by document and annotator: answers with their times, flags and notes, and
  /// what was settled.
  private static func state(of session: String) throws -> [String] {
    let store = try SessionStore(opening: session, for: .reading)
    defer { store.close() }
    let names = Dictionary(
      try store.annotators().map { ($0.number, $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
    let ids = try store.documents().map(\.id)
    let classes = try store.classes()
    let all = try store.events()
    let history = SessionHistory(all)
    let undone = Set(all.compactMap(\.undoes))
    let events = all.filter { !undone.contains($0.number) }
    let standing = Set(history.answers.map(\.event) + history.settlements.values.map(\.number))
    var flags: [String: SessionEvent] = [:]
    for event in events where event.kind == .flag || event.kind == .unflag {
      flags["\(event.document) \(event.annotator)"] = event.kind == .flag ? event : nil
    }
    let flagged = Set(flags.values.map(\.number))
    return events.filter {
      standing.contains($0.number) || $0.kind == .note || flagged.contains($0.number)
    }.map { event in
      let parts: [String] = [
        ids[event.document], names[event.annotator] ?? "", event.kind.rawValue,
        event.says.words(in: LabelSpace(classes)) ?? "", event.text ?? "",
        event.isUntimed ? "untimed" : "\(event.timeInMilliseconds)",
        event.durationInMilliseconds.map { "\($0)" } ?? "", event.strategy ?? "",
        event.probability.map { "\($0)" } ?? "", event.extra ?? "",
      ]
      return parts.joined(separator: "|")
    }.sorted()
  }

  /// A session with everything in it, of answers that were given here and of a tool's.
  private static func fill(_ folder: ImportFolder, _ kind: LabelKind, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...6, using: &generator)
    let texts = (0..<count).map { number in
      Bool.random(using: &generator) ? "text \(number)" : "same é 👍🏽"
    }
    try folder.start(texts: texts, classes: classes, labels: kind)
    let clock = Clock(1_700_000_000_000)
    let engine = try SessionEngine(opening: folder.session, now: { clock.next() })
    defer { engine.close() }
    let people = try ["anna", "j.smith", "Zoë"].map { try engine.annotator(named: $0) }
    try engine.setRole(.adjudicator, of: people[0])
    for _ in 0..<Int.random(in: 1...25, using: &generator) {
      let document = Int.random(in: 0..<count, using: &generator)
      let person = people[Int.random(in: 0..<3, using: &generator)]
      let vote = Vote(classIndex: Int.random(in: 0..<3, using: &generator))
      let labels = kind == .one ? [] : (0..<3).filter { _ in Bool.random(using: &generator) }
      switch Int.random(in: 0..<9, using: &generator) {
      case 0: try engine.skip(document, by: person)
      case 1: try engine.flag(document, Bool.random(using: &generator), by: person)
      case 2: try engine.note("a \"note\" \(clock.next())", on: document, by: person)
      case 3:
        // It is refused where there is nothing to settle.
        _ =
          kind == .one
          ? try? engine.adjudicate(document, as: vote, by: people[0])
          : try? engine.adjudicate(document, labels: labels, by: people[0])
      case 4: _ = try engine.undo(by: person)
      case _ where kind == .several:
        try engine.answer(
          document,
          labels: labels,
          by: person,
          duration: .milliseconds(Int.random(in: 0..<9000, using: &generator))
        )
      case 5: try engine.answer(document, as: vote, isRejection: true, by: person)
      default:
        try engine.answer(
          document,
          as: vote,
          by: person,
          duration: .milliseconds(Int.random(in: 0..<9000, using: &generator))
        )
      }
    }
  }

  private static let tools = ["prodigy", "label-studio", "doccano"]

  @Test(arguments: LabelKind.allCases)
  func `what people said goes through every tool and comes back, in 200 sessions`(
    kind: LabelKind
  ) throws {
    for seed in 1...200 as ClosedRange<UInt64> {
      let folder = try ImportFolder()
      try Self.fill(folder, kind, seed: seed)
      let said = try Self.state(of: folder.session)
      guard !said.isEmpty else { continue }
      var session = folder.session
      var first: [String: String] = [:]
      for (step, tool) in (Self.tools + Self.tools).enumerated() {
        let text = try folder.export(tool, from: session).text
        // A file again says nothing new, also to the session where all began.
        for known in [session, folder.session] {
          let again = try folder.add(["again.json": text], to: known)
          #expect(again.addedCount + again.remarkCount + again.settledCount == 0, "\(seed) \(tool)")
        }
        if let before = first[tool] { #expect(text == before, "\(seed) \(tool)") }
        first[tool] = text
        session = "\(folder.path)/\(step).session"
        try folder.add(["\(step).json": text], to: session) { run in
          run.classes = Self.classes
          run.labels = kind
        }
        #expect(try Self.state(of: session) == said, "\(seed) \(tool)")
      }
      // A table has room for answers alone, and says what is lost.
      let (table, outcome) = try folder.export("csv", from: session)
      let copy = "\(folder.path)/copy.session"
      try FileManager.default.copyItem(atPath: folder.session, toPath: copy)
      #expect(try folder.add(["t.csv": table], to: copy).addedCount == 0, "\(seed)")
      let lost = said.count { !$0.contains("|answer|") && !$0.contains("|skip|") }
      #expect(outcome.losses.reduce(0) { $0 + $1.count } == lost, "\(seed): \(outcome.losses)")
    }
  }

  @Test func `fields of a tool survive the others, and come out where they were`() throws {
    let folder = try ImportFolder()
    let line =
      #"{"text":"never again","meta":{"source":"mail"},"label":"pos","_view_id":"choice","#
      + #""answer":"accept","_timestamp":1700000000,"_annotator_id":"a","_session_id":"a","#
      + #""_input_hash":5,"score":0.25,"options":[{"id":"pos","text":"Good"}],"accept":["pos"]}"#
    var session = "\(folder.path)/0.session"
    try folder.add(["p.jsonl": line], to: session) { $0.classes = ["neg", "pos"] }
    let first = try folder.export("prodigy", from: session).text
    for (step, tool) in ["label-studio", "doccano", "prodigy"].enumerated() {
      let text = try folder.export(tool, from: session).text
      session = "\(folder.path)/\(step + 1).session"
      try folder.add(["x.json": text], to: session) { $0.classes = ["neg", "pos"] }
    }
    #expect(try folder.export("prodigy", from: session).text == first)
    for part in [#""score":0.25"#, #""meta":{"source":"mail"}"#, #""accept":["pos"]"#] {
      #expect(first.contains(part))
    }
    let losses = try folder.export("csv", from: session).outcome.losses
    #expect(losses.map(\.kind) == ["other tools' fields of answers"])
  }

  /// What Label Studio makes of a file that it imports and exports: it keeps data and results,
  /// and has users, numbers and times of its own.
  private static func throughLabelStudio(
    _ text: String,
    _ change: (inout [String: Any]) -> Void = { _ in }
  ) throws -> String {
    let tasks = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    )
    let out = try tasks.enumerated().map { number, task -> [String: Any] in
      let annotations = try #require(task["annotations"] as? [[String: Any]])
      return [
        "id": 100 + number, "data": task["data"] ?? [:], "meta": task["meta"] ?? [:],
        "drafts": [], "predictions": [], "project": 1, "inner_id": number + 1,
        "annotations": annotations.enumerated().map { index, annotation in
          #expect(annotation["completed_by"] == nil)
          var kept: [String: Any] = [
            "id": 1 + index, "import_id": annotation["id"] ?? NSNull(), "completed_by": 1,
            "result": annotation["result"] ?? [],
            "was_cancelled": annotation["was_cancelled"] ?? false,
            "ground_truth": annotation["ground_truth"] ?? true,
            "lead_time": annotation["lead_time"] ?? NSNull(),
            "created_at": "2026-11-30T10:00:00.000000Z",
            "updated_at": "2026-11-30T10:00:00.000000Z", "unique_id": "u\(index)", "task": number,
          ]
          change(&kept)
          return kept
        },
      ]
    }
    let data = try JSONSerialization.data(withJSONObject: out, options: .sortedKeys)
    return String(decoding: data, as: UTF8.self)
  }

  @Test(arguments: LabelKind.allCases)
  func `what Label Studio keeps of an export brings everything back`(kind: LabelKind) throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      let folder = try ImportFolder()
      try Self.fill(folder, kind, seed: seed)
      let said = try Self.state(of: folder.session)
      guard !said.isEmpty else { continue }
      let back = try Self.throughLabelStudio(folder.export("label-studio").text)
      let again = try folder.add(["b.json": back])
      #expect(again.addedCount + again.remarkCount + again.settledCount == 0, "\(seed)")
      let fresh = "\(folder.path)/n.session"
      try folder.add(["b.json": back], to: fresh) { run in
        run.classes = Self.classes
        run.labels = kind
      }
      #expect(try Self.state(of: fresh) == said, "\(seed)")
    }
  }

  @Test func `an annotation that was changed in Label Studio is its user's answer`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label,time\n1,anna,neg,2024-05-01T10:00:00Z\n"])
    let back = try Self.throughLabelStudio(folder.export("label-studio").text) { annotation in
      annotation["result"] = [
        [
          "id": "winnow-1", "from_name": "label", "to_name": "text", "type": "choices",
          "value": ["choices": ["pos"]],
        ]
      ]
    }
    #expect(try folder.add(["b.json": back]).addedCount == 1)
    #expect(try folder.answers() == ["1 anna neg", "1 1 pos"])
  }

  /// Whether Label Studio tells where an annotation comes from, and whether the other person's is a
  /// copy with the ids of its results.
  @Test(arguments: [(false, false), (true, false), (true, true)])
  func `another person's annotation is not taken for one that was exported`(
    hasImportID: Bool,
    isCopy: Bool
  ) throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add([
      "a.csv": "item,worker,label,time\n1,anna,neg,2024-05-01T10:00:00Z\n"
        + "1,ben,pos,2024-05-01T10:00:00Z\n"
    ])
    let text = try folder.export("label-studio").text
    let own = try Self.throughLabelStudio(text) { annotation in
      guard !hasImportID else { return }
      annotation["import_id"] = nil
      annotation["id"] = 70
    }
    let other =
      #"{"id":2,"completed_by":3,"created_at":"2026-11-30T10:00:01Z","#
      + (hasImportID ? #""import_id":null,"# : "")
      + #""result":[{"id":"\#(isCopy ? "winnow-2" : "x")","from_name":"label","to_name":"text","#
      + #""type":"choices","value":{"choices":["pos"]}}]}"#
    let back = own.replacing(#""annotations":["#, with: #""annotations":[\#(other),"#)
    #expect(try folder.add(["b.json": back]).addedCount == 1)
    #expect(try folder.answers() == ["1 anna neg", "1 ben pos", "1 3 pos"])
    #expect(try folder.add(["b.json": back]).addedCount == 0)
  }

  @Test func `a line that was answered anew in Prodigy is the answer of who answered`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label,time\n1,anna,neg,2024-05-01T10:00:00Z\n"])
    let line = try folder.export("prodigy").text
    let anew = line.replacing(#""_timestamp":1714557600"#, with: #""_timestamp":1714557700"#)
      .replacing(#""_annotator_id":"anna""#, with: #""_annotator_id":"ben""#)
      .replacing(#""label":"neg","_view_id""#, with: #""label":"pos","_view_id""#)
    #expect(try folder.add(["b.jsonl": anew]).addedCount == 1)
    #expect(try folder.answers() == ["1 anna neg", "1 ben pos"])
  }

  @Test func `users of Label Studio are those that a table names`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label\n1,anna,neg\n1,ben,pos\n1,cleo,pos\n"])
    let users = try folder.write("annotator,user\nanna,anna@x.test\nben,7\n", to: "users.csv")
    let (text, outcome) = try folder.export("label-studio") { $0.usersPath = users }
    #expect(text.contains(#""completed_by":{"email":"anna@x.test"}"#))
    #expect(text.contains(#""completed_by":7"#))
    #expect(outcome.remark?.contains("gives 1 answer to") == true)
    #expect(try folder.add(["b.json": text]).addedCount == 0)
  }
}

/// A clock that goes on with every look at it.
private final class Clock: Sendable {
  private let time: Mutex<Int>

  init(_ start: Int) { time = Mutex(start) }

  func next() -> Int {
    time.withLock {
      $0 += 137
      return $0
    }
  }
}
