import Foundation
import struct LabelingCore.SeededGenerator
import Platform
import TestSupport
import Testing

/// A command that is killed at random moments, and what has to hold then.
///
/// A further command of `winnow` is one more value in ``all``.
struct KilledCommand: Sendable, CustomTestStringConvertible {
  /// What the command does.
  let testDescription: String
  /// The command line.
  let arguments: [String]
  /// The file in the folder that is its standard input; `nil` for none.
  var input: String?
  /// Its outputs: each is the old file or the new one, whenever the command is killed.
  var outputs: [String] = []
  /// Variables beside the usual ones; those of `Workspace.shared()` let it find the tests' tasks.
  var environment: @Sendable () throws -> [String: String] = { [:] }
  /// Makes what the command needs in an empty folder.
  let prepare: @Sendable (ScratchFolder) throws -> Void
  /// Looks at what a killed command left, with what it had said.
  var examine: @Sendable (ScratchFolder, CommandResult) throws -> Void = { _, _ in }
  /// Whether the same command, given again, did what it should.
  var isDone: @Sendable (CommandResult) -> Bool = { $0.exitCode == 0 }
  /// What is there at the end: the same, whether the command was killed before or not.
  let state: @Sendable (ScratchFolder) throws -> String
  /// Beginnings of the names of partial files that a kill may leave.
  var partials: [String] = []

  /// Kills the command again and again, each time in a new folder.
  ///
  /// - Parameters:
  ///   - count: How often.
  ///   - seed: Decides the moments, as shares of the time that the whole command takes.
  /// - Throws: What the folders and commands throw.
  func kill(_ count: Int, seed: UInt64) throws {
    let reference = try ScratchFolder()
    try prepare(reference)
    let start = ContinuousClock.now
    let whole = try run(in: reference).result(within: 300)
    let time = ContinuousClock.now - start
    try #require(isDone(whole), "\(whole.errors)")
    let (expected, names) = (try state(reference), try reference.names())
    let new = try outputs.map { try reference.bytes(of: $0) }
    var generator = SeededGenerator(seed: seed)
    for round in 0..<count {
      let folder = try ScratchFolder()
      try prepare(folder)
      for output in outputs { try folder.write(Self.old, to: output) }
      let running = try run(in: folder)
      // Some moments lie behind the usual end.
      SystemClock.sleep(for: time * Double.random(in: 0...1.2, using: &generator))
      running.send(.kill)
      try examine(folder, running.result(within: 300))
      for (output, new) in zip(outputs, new) {
        let found = try folder.bytes(of: output)
        #expect(found == Self.old || found == new, "round \(round): \(output)")
      }
      let again = try run(in: folder).result(within: 300)
      #expect(isDone(again), "round \(round): \(again.exitCode) \(again.errors)")
      #expect(try state(folder) == expected, "round \(round)")
      let left = try folder.names().filter { name in !partials.contains { name.hasPrefix($0) } }
      #expect(left == names, "round \(round)")
    }
  }

  private static let old = Array("the old one\n".utf8)

  private func run(in folder: ScratchFolder) throws -> RunningCommand {
    try CommandLineTool.start(
      arguments,
      in: folder,
      input: input.map { "\(folder.path)/\($0)" } ?? "/dev/null",
      environment: environment()
    )
  }
}

extension KilledCommand {
  /// Every command that writes what people would miss.
  static let all =
    [importOfNew, importIntoOld, start, export, answers]
    + [
      writing(
        "convert c.csv out.jsonl --on-error skip --rejects bad.jsonl",
        "out.jsonl",
        "bad.jsonl"
      ),
      writing("sample c.csv --count 50 -o out.csv", "out.csv"),
      writing(
        "sample c.csv --split a=0.5,b=0.3,c=0.2 --output-dir splits",
        "splits/a.csv",
        "splits/b.csv",
        "splits/c.csv"
      ),
      writing("fit v.csv -o model.json", "model.json"),
      writing("stats v.csv -o stats.json", "stats.json"),
      writing("predict v.csv --model m.json -o out.csv", "out.csv"),
      writing("analyze v.csv --ask 5 -o ask.csv", "ask.csv"),
      writing(
        "evaluate l.csv --gold g.csv --plots plots",
        "plots/confusion.svg",
        "plots/reliability.svg"
      ),
      writing("train l.csv -o out.endmodel", "out.endmodel"),
      writing("classify c.csv --model e.endmodel -o out.csv", "out.csv"),
      writing("drift v.csv w.csv --plot out.svg", "out.svg"),
    ]

  /// A command that makes files of files; its inputs are the same each time.
  private static func writing(_ command: String, _ outputs: String...) -> KilledCommand {
    KilledCommand(
      testDescription: command.split(separator: " ").prefix(4).joined(separator: " "),
      arguments: command.split(separator: " ").map(String.init),
      outputs: outputs,
      prepare: { folder in
        for (name, bytes) in try inputs.get() { try folder.write(bytes, to: name) }
        for name in ["splits", "plots"] { try folder.makeFolder(name) }
      },
      state: { folder in try outputs.map { try folder.text(of: $0) }.joined(separator: "\0") },
      partials: [".winnow-"]
    )
  }

  /// What the commands of ``writing(_:_:)`` read, made once.
  private static let inputs = Result { () throws -> [(String, [UInt8])] in
    let folder = try ScratchFolder()
    let corpus = (0..<2000).reduce(into: "id,text\n") {
      $0 += "d\($1),\($1 % 3 == 0 ? "good" : "poor") text number \($1)\n"
    }
    try folder.write(corpus, to: "c.csv")
    for (name, shift) in [("v.csv", 0), ("w.csv", 1)] {
      let votes = (0..<2000).reduce(into: "id,f,g,h\n") { text, row in
        let cells = [3, 5, 7].map { (row + shift) % $0 == 0 ? "" : row % 3 == 0 ? "yes" : "no" }
        text += "d\(row),\(cells.joined(separator: ","))\n"
      }
      try folder.write(votes, to: name)
    }
    let gold = (0..<100).reduce(into: "id,label\n") {
      $0 += "d\($1),\($1 % 3 == 0 ? "yes" : "no")\n"
    }
    try folder.write(gold, to: "g.csv")
    try succeed(["fit", "v.csv", "-o", "m.json"], folder)
    try succeed(["predict", "v.csv", "--model", "m.json", "-o", "p.csv"], folder)
    let labels = try folder.text(of: "p.csv").split(separator: "\n")
    let texts = corpus.split(separator: "\n").map { $0.split(separator: ",")[1] }
    let labeled = zip(labels, texts).map { "\($0),\($1)\n" }
    try folder.write(labeled.joined(), to: "l.csv")
    try succeed(["train", "l.csv", "-o", "e.endmodel"], folder)
    let names = ["c.csv", "v.csv", "w.csv", "g.csv", "m.json", "l.csv", "e.endmodel"]
    return try names.map { ($0, try folder.bytes(of: $0)) }
  }

  private static let documentCount = 400

  private static func corpus(_ count: Int = documentCount) -> String {
    (0..<count).reduce(into: "id,text\n") { $0 += "d\($1),document \($1)\n" }
  }

  private static func startSession(_ folder: ScratchFolder, _ count: Int) throws {
    try folder.write(corpus(count), to: "c.csv")
    try succeed(start.arguments, folder)
  }

  @discardableResult
  private static func succeed(_ arguments: [String], _ folder: ScratchFolder) throws -> String {
    let result = try CommandLineTool.run(arguments, in: folder)
    try #require(result.exitCode == 0, "\(arguments): \(result.errors)")
    return result.output
  }

  /// The answers of a session without their times; nothing where there is no session.
  private static func answers(of session: String, _ folder: ScratchFolder) throws -> String {
    guard try folder.names().contains(session) else { return "" }
    let table = PlainCSV(
      try succeed(["session", "export", session, "--answers", "-o", "-"], folder)
    )
    return zip(table["item"], zip(table["worker"], table["label"]))
      .map { "\($0) \($1.0) \($1.1)" }.sorted().joined(separator: "\n")
  }

  private static func expectAllOrNone(_ session: String, _ folder: ScratchFolder) throws {
    let count = try answers(of: session, folder).split(separator: "\n").count
    #expect(count == 0 || count == documentCount)
  }

  private static let importOfNew = KilledCommand(
    testDescription: "session import, of a new session",
    arguments: ["session", "import", "n.session", "a.jsonl"],
    prepare: { folder in
      let lines = (0..<documentCount).map {
        #"{"text":"document \#($0)","label":"ham","answer":"accept","_annotator_id":"ada"}"# + "\n"
      }
      try folder.write(lines.joined(), to: "a.jsonl")
    },
    examine: { folder, _ in try expectAllOrNone("n.session", folder) },
    state: { try answers(of: "n.session", $0) }
  )

  private static let importIntoOld = KilledCommand(
    testDescription: "session import, into a session",
    arguments: ["session", "import", "s.session", "a.csv"],
    prepare: { folder in
      try startSession(folder, documentCount)
      let rows = (0..<documentCount).map { "d\($0),ada,spam\n" }
      try folder.write("item,worker,label\n" + rows.joined(), to: "a.csv")
    },
    examine: { folder, _ in try expectAllOrNone("s.session", folder) },
    state: { try answers(of: "s.session", $0) }
  )

  private static let start = KilledCommand(
    testDescription: "session start",
    arguments: [
      "session", "start", "c.csv", "--classes", "ham,spam", "--no-ask", "-o", "s.session",
    ],
    prepare: { try $0.write(corpus(), to: "c.csv") },
    examine: { folder, _ in
      guard try folder.names().contains("s.session") else { return }
      try succeed(["session", "status", "s.session"], folder)
    },
    isDone: { $0.exitCode == 0 || $0.errors.contains("a file with this name exists") },
    state: { try succeed(["session", "status", "s.session"], $0) }
  )

  private static let export = KilledCommand(
    testDescription: "session export",
    arguments: ["session", "export", "n.session", "-o", "gold.csv"],
    prepare: { folder in
      try importOfNew.prepare(folder)
      try succeed(importOfNew.arguments, folder)
      try folder.write("old\n", to: "gold.csv")
    },
    examine: { folder, _ in
      let rows = try folder.text(of: "gold.csv").split(separator: "\n")
      #expect(rows == ["old"] || rows.count == documentCount + 1)
    },
    state: { try $0.text(of: "gold.csv") },
    partials: [".winnow-"]
  )

  /// What was acknowledged is kept; the same answers given again are to the documents that follow.
  private static let answers = KilledCommand(
    testDescription: "answers",
    arguments: ["session", "resume", "s.session", "--annotator", "ada", "--lines"],
    input: "input",
    prepare: { folder in
      try startSession(folder, 40)
      // More than there are documents: both times everything is answered at the end.
      try folder.write(String(repeating: "1\n", count: 45), to: "input")
    },
    examine: { folder, result in
      let acknowledged = result.outputLines.filter { $0.hasSuffix(" is ham") }
      let kept = try answers(of: "s.session", folder).split(separator: "\n").count
      #expect(kept >= acknowledged.count && kept <= acknowledged.count + 1)
    },
    state: { try answers(of: "s.session", $0) }
  )
}
