internal import ByteIO
package import LabelingCore

/// Writes JSON Lines; records that were JSON Lines keep their text.
package final class JSONLWriter: CorpusWriter {
  private let sink: CorpusSink
  private var buffer: [UInt8] = []
  private var encoder = JSONRecordEncoder()
  /// Names that are added, with what to do where the input has them.
  private var addedNames: [ExactString: String] = [:]
  /// Whether an addition has the name of a field, by field index.
  private var isAdded: [Bool] = []
  /// The fields that `isAdded` belongs to.
  private var mappedFields = FieldTable()
  private var hasConflicts = false

  package var losses: [ConversionLoss] { encoder.losses.losses }

  init(_ sink: any ByteSink) { self.sink = CorpusSink(sink) }

  package func begin(_ schema: OutputSchema) throws(CorpusError) {
    addedNames = try schema.checkedAdditions()
  }

  package func write(
    _ batch: DocumentBatch,
    from origin: BatchOrigin,
    addingEncoded additions: (Int) -> EncodedAddedFields
  ) throws(CorpusError) {
    map(origin)
    // In a local, as each access to a class' field is checked for being exclusive.
    var output: [UInt8] = []
    swap(&output, &buffer)
    defer { swap(&output, &buffer) }
    let adds = !addedNames.isEmpty
    let copies = origin.format == .jsonl
    let losesOrder = origin.format.format.keepsElementOrder
    for index in batch.records.indices {
      let record = batch.records[index]
      if hasConflicts { try check(record, batch, origin) }
      if copies, record.raw.length > 0 {
        batch.bytes.withUnsafeBufferPointer { bytes in
          Self.append(
            UnsafeBufferPointer(rebasing: bytes[record.raw.range]),
            adds ? additions(index) : nil,
            to: &output
          )
        }
      } else {
        let start = output.count
        if losesOrder { encoder.noteOrder(of: record, in: batch, origin.fields) }
        encoder.append(record, of: batch, origin.fields, to: &output)
        if adds { Self.insert(additions(index), from: start, in: &output) }
      }
      output.append(0x0A)
      if output.count > 1 << 18 { try sink.drain(&output) }
    }
  }

  package func finish() throws(CorpusError) {
    try sink.drain(&buffer)
    try sink.finish()
  }

  package func discard() { sink.discard() }

  package func encoded(_ additions: [AddedField]) -> EncodedAddedFields { Self.encode(additions) }

  /// The members with a comma before each.
  package static func encode(_ additions: [AddedField]) -> EncodedAddedFields {
    var bytes: [UInt8] = []
    JSONRecordEncoder.append(additions, hasMembers: true, to: &bytes)
    return EncodedAddedFields(bytes: bytes)
  }

  /// Writes an object as it is, with additions before its closing brace.
  @inline(__always)
  package static func append(
    _ object: UnsafeBufferPointer<UInt8>,
    _ additions: EncodedAddedFields?,
    to output: inout [UInt8]
  ) {
    guard let additions else {
      output.append(contentsOf: object)
      return
    }
    var end = object.count - 1
    while end > 0, object[end] != UInt8(ascii: "}") { end -= 1 }
    var last = end - 1
    while last > 0, object[last] == 0x20 || object[last] == 0x09 { last -= 1 }
    let hasMembers = last >= 0 && object[last] != UInt8(ascii: "{")
    output.append(contentsOf: UnsafeBufferPointer(rebasing: object[..<end]))
    additions.bytes.withUnsafeBufferPointer { members in
      // They begin with a comma, if there are any.
      let start = hasMembers || members.isEmpty ? 0 : 1
      output.append(contentsOf: UnsafeBufferPointer(rebasing: members[start...]))
    }
    output.append(UInt8(ascii: "}"))
  }

  /// Puts additions before the closing brace of the object that was just written.
  private static func insert(
    _ additions: EncodedAddedFields,
    from start: Int,
    in output: inout [UInt8]
  ) {
    let object = Array(output[start...])
    output.removeSubrange(start...)
    object.withUnsafeBufferPointer { append($0, additions, to: &output) }
  }

  private func map(_ origin: BatchOrigin) {
    guard origin.fields != mappedFields else { return }
    encoder.removeAll()
    mappedFields = origin.fields
    isAdded = origin.fields.names.map { addedNames[ExactString($0)] != nil }
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
        let name = origin.fields.names[field]
        throw .addedFieldExists(
          name: name,
          SourceLocation(origin.path, line: record.line),
          help: addedNames[ExactString(name)] ?? AddedFieldShape.prefixHelp
        )
      }
    }
  }
}
