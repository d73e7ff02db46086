import ByteIO
import CorpusIO
import Foundation
import LabelStore
import LabelingCore
import Sessions
import TestSupport

/// A folder with a session over a few texts, and files to import into it.
struct ImportFolder {
  private let scratch: ScratchFolder
  var path: String { scratch.path }
  var session: String { scratch.file("a.session") }

  static let texts = [
    "the parcel came late", "lovely tea, thank you", "broken on arrival", "works as described",
    "never again",
  ]

  init() throws { scratch = try ScratchFolder() }

  /// Begins a session over texts whose ids count from 1.
  func start(
    texts: [String] = texts,
    classes: [String] = ["neg", "pos"],
    labels: LabelKind = .one,
    overlap: Int = 2
  ) throws {
    let rows = texts.enumerated().map { index, text in
      #"{"id":"\#(index + 1)","text":"\#(text)"}"# + "\n"
    }
    try scratch.write(rows.joined(), to: "corpus.jsonl")
    var start = SessionStart(source: CorpusSource(paths: [scratch.file("corpus.jsonl")]))
    start.classes = classes
    start.settings.overlap = overlap
    start.settings.labels = labels
    _ = try start.run(writingTo: session, strategy: "random")
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try scratch.write(text, to: name) }

  func text(of name: String) throws -> String { try scratch.text(of: name) }

  /// Imports files that were written, or are written now.
  @discardableResult
  func add(
    _ files: [String: String],
    to session: String? = nil,
    _ change: (inout AnswerImport) -> Void = { _ in }
  ) throws -> AnswerImport.Outcome {
    let paths = try files.sorted { $0.key < $1.key }.map { try write($0.value, to: $0.key) }
    var run = AnswerImport(paths: paths)
    change(&run)
    return try run.run(into: session ?? self.session)
  }

  /// The answers as they stand: `id annotator class`, `!class` for a refusal, `-` for a skip, and of
  /// several classes `a+b`.
  func answers(in session: String? = nil) throws -> [String] {
    let engine = try SessionEngine(opening: session ?? self.session, for: .reading)
    defer { engine.close() }
    let classes = engine.labelSpace.classes
    return try (0..<engine.documentCount).flatMap { document in
      let card = try engine.document(document)
      return card.answers.map { answer in
        "\(card.id) \(answer.annotator.name) \(Self.text(of: answer.says, in: classes))"
      }
    }
  }

  private static func text(of says: LabelAnswer, in classes: [String]) -> String {
    switch says {
    case .skipped: "-"
    case .oneClass(let index): classes[index]
    case .notClass(let index): "!\(classes[index])"
    case .classes(let indices): StatementNotation.text(ofPresent: indices.map { classes[$0] })
    }
  }

  /// The classes that were settled, by document.
  func settled(in session: String? = nil) throws -> [String: String] {
    let engine = try SessionEngine(opening: session ?? self.session, for: .reading)
    defer { engine.close() }
    var found: [String: String] = [:]
    for document in 0..<engine.documentCount {
      let card = try engine.document(document)
      guard let says = card.adjudication else { continue }
      found[card.id] = Self.text(of: says, in: engine.labelSpace.classes)
    }
    return found
  }

  /// Exports a session in a format, and returns what was written.
  func export(
    _ name: String,
    from session: String? = nil,
    _ change: (inout AnswerExport) -> Void = { _ in }
  ) throws -> (text: String, outcome: AnswerExport.Outcome) {
    let content = ToolFormat(rawValue: name).map { format in
      format.isSeparatedValues ? AnswerExport.Content.answers(.csv) : .tool(format)
    }
    var export = AnswerExport(session: session ?? self.session, content: content ?? .answers(.csv))
    change(&export)
    let path = scratch.file("export-\(UUID().uuidString)")
    let files = try RunFiles(reads: [], writes: [path])
    let outcome = try export.run(writingTo: path, of: files)
    try files.commit()
    return (try String(contentsOfFile: path, encoding: .utf8), outcome)
  }

  /// Says when a file was written.
  func date(_ name: String, secondsAgo seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)],
      ofItemAtPath: scratch.file(name)
    )
  }
}
