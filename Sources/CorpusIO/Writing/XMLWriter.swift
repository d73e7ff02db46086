internal import ByteIO
internal import JSONText
package import LabelingCore

/// Writes XML: an element per document, on a line of its own.
///
/// Fields `@x` become attributes, `#text` the element's own text, lists
/// repeated elements, objects nested ones. A field whose name cannot be an
/// element's becomes `<field name="…">`; a member of an addition, `<entry name="…">`.
package final class XMLWriter: CorpusWriter {
  private let sink: CorpusSink
  private let rootElement: String
  private let recordElement: [UInt8]
  private var encoder = XMLEncoder()
  private var addedNames: Set<String> = []
  private var fields: [Field] = []
  /// The fields' names as they were when `fields` was made.
  private var mappedNames: [String] = []
  private var isMapped = false
  private var hasConflicts = false

  /// What a field becomes.
  private struct Field {
    var name: [UInt8]
    /// The name without `@`, if it begins with one.
    var attribute: [UInt8]?
    var isText: Bool
    var isAdded: Bool
    /// Whether the name is legal wherever it stands, having no prefix.
    var isPlain: Bool
  }

  package var losses: [ConversionLoss] { encoder.losses.losses }

  init(
    _ sink: any ByteSink,
    rootElement: String,
    recordElement: String
  ) throws(CorpusError) {
    self.sink = CorpusSink(sink)
    self.rootElement = rootElement
    self.recordElement = Array(recordElement.utf8)
    for name in [rootElement, recordElement]
    where !XMLName.isLegal(name.utf8) || name.utf8.contains(UInt8(ascii: ":")) {
      throw .illegalElementName(name)
    }
  }

  package func begin(_ schema: OutputSchema) throws(CorpusError) {
    let known = Set(schema.fields)
    for shape in schema.additions {
      guard !known.contains(shape.name), addedNames.insert(shape.name).inserted else {
        throw .additionExists(name: shape.name, nil)
      }
    }
    encoder.output += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(rootElement)>\n".utf8)
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
      batch.bytes.withUnsafeBufferPointer { bytes in
        write(batch.cells[record.cells], bytes)
      }
      if !addedNames.isEmpty {
        encoder.output.append(contentsOf: additions(index).bytes)
      }
      encoder.close(recordElement)
      encoder.output.append(0x0A)
      encoder.leave(0)
      if encoder.output.count > 1 << 18 { try sink.drain(&encoder.output) }
    }
  }

  package func finish() throws(CorpusError) {
    encoder.output += Array("</\(rootElement)>\n".utf8)
    try sink.drain(&encoder.output)
    try sink.finish()
  }

  package func discard() { sink.discard() }

  /// The values as elements.
  package func encoded(_ additions: [Addition]) -> EncodedAdditions {
    let written = encoder.output
    encoder.output = []
    encoder.field = 0
    for addition in additions { append(addition, namedElement: "field") }
    defer { encoder.output = written }
    return EncodedAdditions(bytes: encoder.output)
  }

  /// Appends a document up to its end tag.
  private func write(_ cells: ArraySlice<DocumentBatch.Cell>, _ bytes: UnsafeBufferPointer<UInt8>) {
    encoder.output.append(UInt8(ascii: "<"))
    encoder.output.append(contentsOf: recordElement)
    for cell in cells {
      if let name = fields[Int(cell.field)].attribute { encoder.declare(name) }
    }
    for cell in cells where isAttribute(cell) {
      encoder.field = Int(cell.field)
      countType(cell)
      let value = UnsafeBufferPointer(rebasing: bytes[cell.value.range])
      encoder.attribute(fields[Int(cell.field)].attribute ?? [], value)
    }
    encoder.endStartTag()
    for cell in cells where !isAttribute(cell) {
      encoder.field = Int(cell.field)
      write(cell, UnsafeBufferPointer(rebasing: bytes[cell.value.range]))
    }
  }

  private func isAttribute(_ cell: DocumentBatch.Cell) -> Bool {
    guard let name = fields[Int(cell.field)].attribute else { return false }
    return cell.kind != .json && cell.kind != .null && encoder.isUsable(name)
  }

  private func write(_ cell: DocumentBatch.Cell, _ value: UnsafeBufferPointer<UInt8>) {
    let field = fields[Int(cell.field)]
    switch cell.kind {
    case .json:
      let kind: JSONSlice.Kind = value.first == UInt8(ascii: "[") ? .array : .object
      encoder.element(field.name, JSONSlice(kind: kind, range: 0..<value.count), of: value)
    case .string where field.isText:
      encoder.escape(value, inAttribute: false)
    case .string, .number, .bool, .null:
      countType(cell)
      guard field.isPlain else {
        encoder.element(field.name, text: value)
        return
      }
      encoder.output.append(UInt8(ascii: "<"))
      encoder.output.append(contentsOf: field.name)
      encoder.endStartTag()
      encoder.escape(value, inAttribute: false)
      encoder.close(field.name)
    }
  }

  private func countType(_ cell: DocumentBatch.Cell) {
    switch cell.kind {
    case .number, .bool: encoder.losses.count(.typeAsText, field: Int(cell.field))
    case .null: encoder.losses.count(.nullAsEmpty, field: Int(cell.field))
    case .string, .json: break
    }
  }

  private func append(_ addition: Addition, namedElement: StaticString) {
    if addition.value == .missing { return }
    var tag = Array(addition.name.utf8)
    encoder.output.append(UInt8(ascii: "<"))
    if encoder.isUsable(tag) {
      encoder.output.append(contentsOf: tag)
    } else {
      encoder.append(namedElement)
      encoder.append(" name=\"")
      tag.withUnsafeBufferPointer { encoder.escape($0, inAttribute: true) }
      encoder.append("\"")
      tag = Array("\(namedElement)".utf8)
    }
    encoder.endStartTag()
    switch addition.value {
    case .missing: break
    case .text(var text): text.withUTF8 { encoder.escape($0, inAttribute: false) }
    case .number(let number):
      encoder.output.append(contentsOf: (AdditionValue.digits(of: number) ?? "").utf8)
    case .object(let members):
      for member in members { append(member, namedElement: "entry") }
    }
    encoder.close(tag)
  }

  private func map(_ origin: BatchOrigin) {
    let names = origin.fields.names
    guard names != mappedNames || !isMapped else { return }
    isMapped = true
    mappedNames = names
    // Additions are counted with the first field; there is always one to count with.
    encoder.losses.setFields(names.isEmpty ? [""] : names)
    fields = names.map { name in
      let bytes = Array(name.utf8)
      let isPlain = XMLName.isLegal(bytes) && !bytes.contains(UInt8(ascii: ":"))
      return Field(
        name: bytes,
        attribute: bytes.first == UInt8(ascii: "@") ? Array(bytes.dropFirst()) : nil,
        isText: name == "#text",
        isAdded: addedNames.contains(name),
        isPlain: isPlain
      )
    }
    hasConflicts = fields.contains(where: \.isAdded)
  }

  private func check(
    _ record: DocumentBatch.Record,
    _ batch: DocumentBatch,
    _ origin: BatchOrigin
  ) throws(CorpusError) {
    for index in record.cells {
      let field = Int(batch.cells[index].field)
      if fields[field].isAdded {
        throw .additionExists(
          name: origin.fields.names[field],
          SourceLocation(origin.path, line: record.line)
        )
      }
    }
  }
}
