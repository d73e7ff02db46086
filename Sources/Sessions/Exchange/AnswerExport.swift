internal import ActiveLearning
package import ByteIO
package import CorpusIO
internal import Foundation
internal import LabelIO
internal import LabelStore
internal import LabelingCore

/// Writes what a session knows.
package struct AnswerExport {
  /// What is written.
  package enum Content: Hashable, Sendable {
    /// A record per document with a class: id, label, how it came about, number of answers.
    case gold(CorpusFormat)
    /// A record per document, answered or not: id, text, label, confidence, probabilities.
    case labels(CorpusFormat)
    /// A row per answer: item, worker, label and all that is known of it.
    case answers(CorpusFormat)
    /// Every answer in the format of another tool.
    case tool(ToolFormat)

    /// Whether it is a table.
    package var isCSV: Bool {
      switch self {
      case .gold(let format), .labels(let format), .answers(let format):
        format.isSeparatedValues
      case .tool(let format): format.isSeparatedValues
      }
    }
  }

  /// The session's file.
  package var session: String
  /// What is written.
  package var content: Content
  /// Which documents other tools get.
  package var included = Inclusion.answered
  /// A table of the other tool's users, `annotator,user`; `nil` for none.
  package var usersPath: String?
  /// Whether CSV cells that a spreadsheet would compute get an apostrophe in front.
  package var escapesFormulas = false

  /// Which documents are handed over to other tools.
  package enum Inclusion: String, CaseIterable, Sendable {
    /// Those about which somebody said something.
    case answered
    /// Those about which nobody did.
    case unanswered
    /// All.
    case all

    /// The values as help lists them.
    package static let list = Suggestion.either(allCases.map(\.rawValue))

    /// Whether a document is handed over.
    func includes(isTouched: Bool) -> Bool {
      switch self {
      case .answered: isTouched
      case .unanswered: !isTouched
      case .all: true
      }
    }
  }

  /// What was written.
  package struct Outcome: Sendable {
    /// Records in the file.
    package var recordCount: Int
    /// Documents with answers that amount to nothing.
    package var openCount: Int
    /// What the format has no room for, and how often.
    package var losses: [(kind: String, count: Int)] = []
    /// What the other tool makes of the file, where that is not what one would expect.
    package var remark: String?
  }

  /// Prepares an export.
  package init(session: String, content: Content) {
    self.session = session
    self.content = content
  }

  /// Writes to a path; `-` is standard output.
  ///
  /// - Throws: `StoreError`, what reading the corpus throws, what writing throws.
  package func run(writingTo path: String, of files: RunFiles) throws -> Outcome {
    let engine = try SessionEngine(opening: session, for: .reading)
    defer { engine.close() }
    // The session alone knows which files its documents are in.
    try files.add(reads: engine.corpusPaths)
    let sink = try files.open(path)
    let answers = try engine.store.answers()
    let all = try engine.consensus(answers)
    let openCount = all.values.count { $0.says == nil && $0.answerCount > 0 }
    switch content {
    case .gold(let format):
      let count = try engine.writeGold(all, format, writerOptions, to: sink, at: path)
      return Outcome(recordCount: count, openCount: openCount)
    case .labels(let format):
      let count = try engine.writeLabels(all, format, writerOptions, to: sink, at: path)
      return Outcome(recordCount: count, openCount: openCount)
    case .answers(let format):
      return try write(.table, as: format, of: engine, all, openCount, to: sink)
    case .tool(let format): return try write(format, of: engine, all, openCount, to: sink)
    }
  }

  private func write(
    _ format: ToolFormat,
    as table: CorpusFormat = .csv,
    of engine: SessionEngine,
    _ consensus: [Int: Consensus],
    _ openCount: Int,
    to sink: any ByteSink
  ) throws -> Outcome {
    let users = try usersPath.map { try ExportUsers.users(in: $0) } ?? [:]
    let export = ExportedAnswers(
      engine: engine,
      session: try engine.originOfIDs(),
      documents: try engine.exportedDocuments(included),
      consensus: consensus,
      corpus: format.isSeparatedValues ? nil : try engine.corpus(),
      users: users,
      table: table,
      escapesFormulas: escapesFormulas
    )
    let file = try format.format.file(export)
    try sink.write(whole: file.bytes)
    return Outcome(
      recordCount: file.recordCount,
      openCount: openCount,
      losses: export.losses.counts,
      remark: export.losses.remark
    )
  }

  private var writerOptions: CorpusWriterOptions {
    var options = CorpusWriterOptions()
    options.escapesFormulas = escapesFormulas
    return options
  }
}
