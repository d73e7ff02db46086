internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import PluginHost

/// Writes an answer for each line, in the order of the lines.
struct LineWriter {
  private let run: LineRun
  private let output: PatternLabelEncoder
  private let sink: any ByteSink
  private let names: [String]
  private var buffer: [UInt8] = []
  /// Batches whose answers are not written yet.
  private var waiting: [LabelingBatch<LineContext>] = []
  private var checkedFieldCount = 0
  /// Lines so far that were no documents.
  private(set) var badLineCount = 0

  private var isSilent: Bool { if case .statistics = run.mode { true } else { false } }

  /// Prepares to write.
  init(_ run: LineRun, _ sink: any ByteSink) {
    self.run = run
    self.sink = sink
    names = run.plugin.manifest.functions.map(\.name)
    let labelSpace = run.plugin.manifest.labelSpace
    if case .label(let model) = run.mode {
      output = PatternLabelEncoder(
        of: model.kind,
        labelSpace: labelSpace,
        functions: names,
        prefix: run.prefix,
        coarse: run.coarse,
        hasProvenance: run.hasProvenance
      )
    } else {
      var votes = LabelFieldEncoder(labelSpace: labelSpace, functions: names)
      votes.prefix = run.prefix
      votes.hasLabel = false
      votes.hasProvenance = true
      output = .one(votes)
    }
  }

  /// Takes lines whose votes are on their way.
  ///
  /// - Throws: `CorpusError.addedFieldExists` when they have a field that is added.
  mutating func expect(_ batch: LabelingBatch<LineContext>) throws {
    let origin = batch.context.origin
    if !isSilent, !run.writesAdditionsOnly, origin.fields.names.count > checkedFieldCount {
      let reserved = ["\(run.prefix)faults", "\(run.prefix)error"]
      if let taken = origin.fields.names.first(where: reserved.contains) {
        throw CorpusError.addedFieldExists(name: taken, SourceLocation(origin.path))
      }
      try output.shapes.check(origin)
      checkedFieldCount = origin.fields.names.count
    }
    waiting.append(batch)
    if batch.count == 0 { try answerEmpty() }
  }

  /// Writes the answers of the oldest batch with documents.
  mutating func answer(_ voted: VotedBatch<LineContext>) throws {
    try write(waiting.removeFirst(), additions(of: voted))
    try answerEmpty()
  }

  /// Hands over what has been written.
  mutating func flush() throws { try sink.drain(&buffer) }

  /// Writes the last bytes and ends the output.
  mutating func finish(_ closing: [UInt8]) throws {
    buffer += closing
    try flush()
    try sink.finish()
  }

  /// Batches without documents get no votes, so they are due as soon as they are first.
  private mutating func answerEmpty() throws {
    while let first = waiting.first, first.count == 0 {
      try write(waiting.removeFirst(), [])
    }
  }

  private mutating func write(
    _ batch: LabelingBatch<LineContext>,
    _ additions: [EncodedAddedFields]
  ) throws {
    let documents = batch.documents
    for line in batch.context.lines {
      if case .bad = line { badLineCount += 1 }
      if isSilent { continue }
      switch line {
      case .blank: break
      case .document(let row):
        if run.writesAdditionsOnly {
          append(Self.emptyObject, additions[row])
        } else {
          append(documents.bytes[documents.records[row].raw.range], additions[row])
        }
      case .bad(let record): append(record)
      }
      buffer.append(0x0A)
      if buffer.count > 1 << 18 { try flush() }
    }
  }

  /// A line that is not a document: its fields, or else all of it as text, and what is wrong.
  private mutating func append(_ record: RejectedRecord) {
    var additions = [AddedField("\(run.prefix)error", .text(record.diagnostic.headline))]
    if record.fault.isOfDocument, !run.writesAdditionsOnly {
      append(record.raw[...], JSONLWriter.encode(additions))
      return
    }
    if !run.writesAdditionsOnly {
      let text = String(decoding: record.raw, as: UTF8.self)
      additions.insert(AddedField("\(run.prefix)line", .text(text)), at: 0)
    }
    append(Self.emptyObject, JSONLWriter.encode(additions))
  }

  private static let emptyObject = Array("{}".utf8)[...]

  private mutating func append(_ object: ArraySlice<UInt8>, _ additions: EncodedAddedFields) {
    object.withUnsafeBufferPointer { JSONLWriter.append($0, additions, to: &buffer) }
  }

  /// The added fields of each document, made once for documents with equal ones.
  private func additions(of voted: VotedBatch<LineContext>) throws -> [EncodedAddedFields] {
    if isSilent { return [] }
    let votes = voted.patterns(voters: names, labelSpace: run.plugin.manifest.labelSpace)
    let output = output.saying(votes.ballots)
    var labels: PatternLabels?
    if case .label(let model) = run.mode {
      labels = try PatternLabels(
        of: votes,
        by: model,
        ties: run.ties,
        unvoted: run.labelsUncovered
      )
    }
    let faults = Dictionary(grouping: voted.faults, by: \.row)
    var known = [EncodedAddedFields?](repeating: nil, count: votes.patternCount)
    return votes.patternOfRow.enumerated().map { row, pattern in
      let x = Int(pattern)
      let faults = faults[row, default: []]
      if faults.isEmpty, let encoded = known[x] { return encoded }
      var additions = output.additions(of: x, labels: labels, votes: votes)
      if !faults.isEmpty {
        additions.append(AddedField("\(run.prefix)faults", members(of: faults)))
      }
      let encoded = JSONLWriter.encode(additions)
      if faults.isEmpty { known[x] = encoded }
      return encoded
    }
  }

  private func members(of faults: [CellFault]) -> AddedFieldValue {
    let inOrder = faults.sorted { $0.function < $1.function }
    return .object(inOrder.map { AddedField(names[$0.function], .text($0.cause.rawValue)) })
  }
}

extension RecordFault {
  /// Whether the record is a JSON object all the same.
  fileprivate var isOfDocument: Bool {
    switch self {
    case .missing, .emptyID, .unknownClass: true
    default: false
    }
  }
}
