internal import ActiveLearning
package import ByteIO
internal import CSVText
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
    case answers
    /// Every answer in the format of another tool.
    case tool(AnswerFormat)

    /// Whether it is a table.
    package var isCSV: Bool {
      switch self {
      case .gold(let format), .labels(let format): format.isSeparatedValues
      case .answers: true
      case .tool(let format): format.isSeparatedValues
      }
    }
  }

  /// The session's file.
  package var session: String
  /// What is written.
  package var content: Content
  /// Whether CSV cells that a spreadsheet would compute get an apostrophe in front.
  package var escapesFormulas = false

  /// What was written.
  package struct Outcome: Sendable {
    /// Records in the file.
    package var recordCount: Int
    /// Documents with answers that amount to no class.
    package var openCount: Int
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
    let openCount = all.values.count { $0.vote.isAbstain && $0.counts.contains { $0 > 0 } }
    switch content {
    case .gold(let format):
      let count = try engine.writeGold(all, format, writerOptions, to: sink, at: path)
      return Outcome(recordCount: count, openCount: openCount)
    case .labels(let format):
      let count = try engine.writeLabels(all, format, writerOptions, to: sink, at: path)
      return Outcome(recordCount: count, openCount: openCount)
    case .answers: return try write(.table, of: engine, all, openCount, to: sink)
    case .tool(let format): return try write(format, of: engine, all, openCount, to: sink)
    }
  }

  private func write(
    _ format: AnswerFormat,
    of engine: SessionEngine,
    _ consensus: [Int: Consensus],
    _ openCount: Int,
    to sink: any ByteSink
  ) throws -> Outcome {
    let file = try format.format.file(
      ToolExport(
        engine: engine,
        answers: try engine.givenAnswers(),
        consensus: consensus,
        escapesFormulas: escapesFormulas
      )
    )
    try sink.write(whole: file.bytes)
    return Outcome(recordCount: file.recordCount, openCount: openCount)
  }

  private var writerOptions: CorpusWriterOptions {
    var options = CorpusWriterOptions()
    options.escapesFormulas = escapesFormulas
    return options
  }
}

/// An answer with what the journal knows of it.
struct JournaledAnswer {
  var document: Int
  var annotator: String
  var event: SessionEvent
  var isFlagged: Bool
  var notes: [String]
}

extension SessionEngine {
  /// The answers and skips as they stand, by document and annotator's name.
  func givenAnswers() throws -> [JournaledAnswer] {
    // The journal is read behind the answers: it has all that they are from.
    let answers = try store.answers()
    let events = Dictionary(
      try store.events().map { ($0.number, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var remarks: [Int: [SessionEvent]] = [:]
    for event in try store.remarks() { remarks[event.document, default: []].append(event) }
    let names = try annotatorNames()
    return try answers.map { answer in
      guard let event = events[answer.event] else {
        throw StoreError.damaged(
          path: path,
          kind: .session,
          rule: "table 'answer' names event \(answer.event), which the journal does not have"
        )
      }
      let own = (remarks[answer.document] ?? []).filter { $0.annotator == answer.annotator }
      return JournaledAnswer(
        document: answer.document,
        annotator: try names.name(of: answer.annotator),
        event: event,
        isFlagged: own.last { $0.kind != .note }?.kind == .flag,
        notes: own.filter { $0.kind == .note }.compactMap(\.text)
      )
    }.sorted { ($0.document, $0.annotator) < ($1.document, $1.annotator) }
  }

  /// Writes a record per document with a class.
  func writeGold(
    _ all: [Int: Consensus],
    _ format: CorpusFormat,
    _ options: CorpusWriterOptions,
    to sink: any ByteSink,
    at path: String
  ) throws -> Int {
    let labeled = all.filter { !$0.value.vote.isAbstain }.keys.sorted()
    let writer = try Corpus.writer(sink, format: format, options: options)
    do {
      let fields = FieldTable(["id"])
      try writer.begin(
        OutputSchema(
          fields: fields.names,
          additions: [
            AddedFieldShape("label"), AddedFieldShape("source"), AddedFieldShape("answers"),
          ]
        )
      )
      let origin = BatchOrigin(path: path, format: .csv, fields: fields)
      for start in stride(from: 0, to: labeled.count, by: 4096) {
        let part = labeled[start..<min(start + 4096, labeled.count)]
        let batch = DocumentBatch(ids: part.map { documents[$0].id }[...])
        try writer.write(batch, from: origin) { row in
          guard let consensus = all[labeled[start + row]] else { return [] }
          return [
            AddedField("label", .text(labelSpace.name(of: consensus.vote) ?? "")),
            AddedField("source", .text(consensus.source.rawValue)),
            AddedField("answers", .text("\(consensus.counts.reduce(0, +))")),
          ]
        }
      }
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    return labeled.count
  }
}
