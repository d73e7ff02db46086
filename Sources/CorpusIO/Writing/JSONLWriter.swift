package import LabelingCore

/// Writes JSON Lines; records that were JSON Lines keep their text.
package final class JSONLWriter: CorpusWriter {
  private let sink: any ByteSink
  private var buffer: [UInt8] = []
  private var encoder = JSONRecordEncoder()
  private var addedNames: Set<String> = []
  /// Whether an addition has the name of a field, by field index.
  private var isAdded: [Bool] = []
  /// The fields that `isAdded` belongs to.
  private var mappedNames: [String] = []
  private var hasConflicts = false

  package var losses: [ConversionLoss] { [] }

  init(_ sink: any ByteSink) { self.sink = sink }

  package func begin(_ schema: OutputSchema) throws(CorpusError) {
    let known = Set(schema.fields)
    for shape in schema.additions {
      guard !known.contains(shape.name), addedNames.insert(shape.name).inserted else {
        throw .additionExists(name: shape.name, nil)
      }
    }
  }

  package func write(
    _ batch: DocumentBatch,
    from origin: BatchOrigin,
    addingEncoded additions: (Int) -> EncodedAdditions
  ) throws(CorpusError) {
    map(origin)
    for index in batch.records.indices {
      let record = batch.records[index]
      if hasConflicts { try check(record, batch, origin) }
      if origin.format == .jsonl, record.raw.length > 0 {
        buffer.append(contentsOf: batch.bytes[record.raw.range])
      } else {
        encoder.append(record, of: batch, origin.fields, to: &buffer)
      }
      if !addedNames.isEmpty { Self.insert(additions(index), into: &buffer) }
      buffer.append(0x0A)
      if buffer.count > 1 << 18 { try sink.drain(&buffer) }
    }
  }

  package func finish() throws(CorpusError) {
    try sink.drain(&buffer)
    try sink.finish()
  }

  package func discard() { sink.discard() }

  package func encoded(_ additions: [Addition]) -> EncodedAdditions { Self.encode(additions) }

  /// The members with a comma before each.
  package static func encode(_ additions: [Addition]) -> EncodedAdditions {
    var bytes: [UInt8] = []
    JSONRecordEncoder.append(additions, hasMembers: true, to: &bytes)
    return EncodedAdditions(bytes: bytes)
  }

  /// Puts additions before the closing brace of the object that a buffer ends with.
  package static func insert(_ additions: EncodedAdditions, into buffer: inout [UInt8]) {
    while let last = buffer.popLast(), last != UInt8(ascii: "}") {}
    let lastByte = buffer.last { $0 != 0x20 && $0 != 0x09 }
    let hasMembers = lastByte != UInt8(ascii: "{")
    buffer.append(contentsOf: additions.bytes.dropFirst(hasMembers ? 0 : 1))
    buffer.append(UInt8(ascii: "}"))
  }

  private func map(_ origin: BatchOrigin) {
    let names = origin.fields.names
    guard names != mappedNames else { return }
    encoder.removeAll()
    mappedNames = names
    isAdded = names.map { addedNames.contains($0) }
    hasConflicts = isAdded.contains(true)
  }

  private func check(
    _ record: DocumentBatch.Record,
    _ batch: DocumentBatch,
    _ origin: BatchOrigin
  ) throws(CorpusError) {
    for index in record.cells {
      let field = Int(batch.cells[index].field)
      if isAdded[field] {
        throw .additionExists(
          name: origin.fields.names[field],
          SourceLocation(origin.path, line: record.line)
        )
      }
    }
  }
}
