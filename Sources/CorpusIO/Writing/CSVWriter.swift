internal import ByteIO
internal import CSVText
internal import JSONText
package import LabelingCore

/// Writes CSV or TSV; quotes only where it has to.
package final class CSVWriter: CorpusWriter {
  private let sink: CorpusSink
  private var encoder: CSVEncoder
  private var buffer: [UInt8] = []
  private var columns = FieldTable()
  private var shapes: [AddedFieldShape] = []
  private var lossCounter = LossCounter()
  private var repeatedKeys = JSONRepeatedKeys()
  /// Column of each field of the origin; −1 where there is none.
  private var columnByField: [Int] = []
  /// The fields that `columnByField` belongs to.
  private var mappedFields = FieldTable()
  /// Index of the cell in each column of the current document, or −1.
  private var row: [Int] = []

  package var losses: [ConversionLoss] { lossCounter.losses }

  init(_ sink: any ByteSink, separator: UInt8, options: CorpusWriterOptions) {
    self.sink = CorpusSink(sink)
    encoder = CSVEncoder(
      separator: separator,
      quote: options.quote,
      escapesFormulas: options.escapesFormulas
    )
  }

  package func begin(_ schema: OutputSchema) throws(CorpusError) {
    _ = try schema.checkedAdditions(\.columns)
    let added = schema.additions.flatMap(\.columns)
    columns = FieldTable(schema.fields)
    shapes = schema.additions
    // There is always a field to count with.
    lossCounter.setFields(columns.names.isEmpty ? [""] : columns.names)
    row = Array(repeating: -1, count: columns.names.count)
    if columns.names.isEmpty && added.isEmpty { return }
    for name in columns.names + added { encoder.append(header: name, to: &buffer) }
    encoder.endRecord(&buffer)
  }

  package func write(
    _ batch: DocumentBatch,
    from origin: BatchOrigin,
    addingEncoded additions: (Int) -> EncodedAddedFields
  ) throws(CorpusError) {
    map(origin)
    let isVoid = columns.names.isEmpty && shapes.isEmpty
    let losesOrder = origin.format.format.keepsElementOrder
    for index in batch.records.indices {
      if isVoid { lossCounter.count(.noFields, field: 0) }
      try place(batch.records[index], of: batch, origin)
      batch.bytes.withUnsafeBufferPointer { writeRow(batch.cells, $0) }
      if losesOrder {
        lossCounter.noteOrder(of: batch.records[index], in: batch) { columnByField[Int($0)] }
      }
      if !shapes.isEmpty { encoder.append(encoded: additions(index).bytes, to: &buffer) }
      encoder.endRecord(&buffer)
      if buffer.count > 1 << 18 { try sink.drain(&buffer) }
    }
  }

  package func finish() throws(CorpusError) {
    try sink.drain(&buffer)
    try sink.finish()
  }

  package func discard() { sink.discard() }

  private func map(_ origin: BatchOrigin) {
    guard origin.fields != mappedFields else { return }
    mappedFields = origin.fields
    columnByField = origin.fields.names.map { columns.index(of: $0) ?? -1 }
  }

  /// Finds the cell of each column.
  private func place(
    _ record: DocumentBatch.Record,
    of batch: DocumentBatch,
    _ origin: BatchOrigin
  ) throws(CorpusError) {
    for column in row.indices { row[column] = -1 }
    let isReplacing = !batch.replacingCells.isEmpty
    for cell in record.cells {
      let field = Int(batch.cells[cell].field)
      let column = columnByField[field]
      guard column >= 0 else {
        throw .unannouncedField(
          name: origin.fields.names[field],
          SourceLocation(origin.path, line: record.line)
        )
      }
      row[column] = cell
      if isReplacing, batch.replaces(in: cell) {
        lossCounter.count(.replacedCharacter, field: column)
      }
    }
  }

  private func writeRow(_ cells: [DocumentBatch.Cell], _ bytes: UnsafeBufferPointer<UInt8>) {
    for column in row.indices {
      guard row[column] >= 0 else {
        lossCounter.count(.missingAsEmpty, field: column)
        encoder.append(UnsafeBufferPointer(rebasing: bytes[0..<0]), to: &buffer)
        continue
      }
      let cell = cells[row[column]]
      switch cell.kind {
      case .string: break
      case .json:
        lossCounter.count(.nestedAsText, field: column)
        let value = UnsafeBufferPointer(rebasing: bytes[cell.value.range])
        for _ in 0..<repeatedKeys.count(in: value) {
          lossCounter.count(.repeatedKey, field: column)
        }
      case .element:
        appendElement(UnsafeBufferPointer(rebasing: bytes[cell.value.range]), column)
        continue
      case .number, .bool: lossCounter.count(.typeAsText, field: column)
      case .null: lossCounter.count(.nullAsEmpty, field: column)
      }
      encoder.append(UnsafeBufferPointer(rebasing: bytes[cell.value.range]), to: &buffer)
    }
  }

  /// Appends an XML element as JSON, or the text of a record as such.
  private func appendElement(_ value: UnsafeBufferPointer<UInt8>, _ column: Int) {
    let isOwnText = columns.names[column].utf8.elementsEqual("#text".utf8)
    var element = ElementJSON()
    var json: [UInt8] = []
    element.append(value, isOwnText: isOwnText, to: &json)
    lossCounter.add(element, field: column)
    if isOwnText {
      var text: [UInt8] = []
      json.withUnsafeBufferPointer {
        let contents = UnsafeBufferPointer(rebasing: $0.dropFirst().dropLast())
        _ = JSONString.appendUnescaped(contents, to: &text)
      }
      json = text
    } else {
      lossCounter.count(.nestedAsText, field: column)
    }
    json.withUnsafeBufferPointer { encoder.append($0, to: &buffer) }
  }

  /// The values in the order of the shapes, whatever is left out.
  package func encoded(_ additions: [AddedField]) -> EncodedAddedFields {
    var fields = encoder.restarted
    var bytes: [UInt8] = []
    var next = 0
    for shape in shapes {
      let isGiven = next < additions.count && additions[next].name == shape.name
      let value = isGiven ? additions[next].value : .missing
      if isGiven { next += 1 }
      guard let keys = shape.keys else {
        fields.append(Self.text(of: value), to: &bytes)
        continue
      }
      var members: ArraySlice<AddedField> = []
      if case .object(let given) = value { members = given[...] }
      for key in keys {
        // Members mostly come in the order of the keys.
        if members.first?.name == key {
          fields.append(Self.text(of: members.removeFirst().value), to: &bytes)
        } else {
          let found = members.first { $0.name == key }
          fields.append(found.map { Self.text(of: $0.value) } ?? "", to: &bytes)
        }
      }
    }
    precondition(next == additions.count, "additions come in the order they were announced")
    return EncodedAddedFields(bytes: bytes)
  }

  private static func text(of value: AddedFieldValue) -> String {
    switch value {
    case .missing: return ""
    case .text(let text): return text
    case .number(let number): return AddedFieldValue.digits(of: number) ?? ""
    case .list, .object:
      var json: [UInt8] = []
      JSONRecordEncoder.append(value, to: &json)
      return String(decoding: json, as: UTF8.self)
    }
  }
}
