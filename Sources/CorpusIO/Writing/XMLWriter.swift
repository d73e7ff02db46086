internal import ByteIO
internal import JSONText
package import LabelingCore

/// Writes XML: an element per document, on its own line.
///
/// Fields `@x` become attributes, `#text` the element's own text, lists
/// repeated elements, objects nested ones. A field whose name cannot be an
/// element's becomes `<field name="…">`, which comes back under its name. Elements that were
/// read from XML keep their order.
package final class XMLWriter: CorpusWriter {
  private let sink: CorpusSink
  private let rootElement: String
  private let recordElement: [UInt8]
  private var encoder = XMLEncoder()
  /// Names that are added, with what to do where the input has them.
  private var addedNames: [ExactString: String] = [:]
  private var fields: [Field] = []
  /// The fields as they were when `fields` was made.
  private var mappedFields: FieldTable?
  private var hasConflicts = false
  /// The name space of names without a prefix; `nil` before the root is written.
  private var rootNamespace: String?
  /// The same around the records of the batch, where it is another.
  private var recordNamespace: [UInt8]?

  /// What a field becomes.
  private struct Field {
    var name: [UInt8]
    /// The name without `@`, if it begins with one.
    var attribute: [UInt8]?
    var isText: Bool
    var isAdded: Bool
    /// Whether the name is legal anywhere, having no prefix.
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
    addedNames = try schema.checkedAdditions()
  }

  /// Writes the root's start tag, in the name space of the first records.
  private func beginRoot(_ namespace: String) {
    encoder.output += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(rootElement)".utf8)
    if !namespace.isEmpty { declareDefault(Array(namespace.utf8)) }
    encoder.endStartTag()
    encoder.output.append(0x0A)
    rootNamespace = namespace
  }

  private func declareDefault(_ namespace: [UInt8]) {
    namespace.withUnsafeBufferPointer { encoder.attribute("xmlns".utf8, $0) }
  }

  package func write(
    _ batch: DocumentBatch,
    from origin: BatchOrigin,
    addingEncoded additions: (Int) -> EncodedAddedFields
  ) throws(CorpusError) {
    map(origin)
    if rootNamespace == nil { beginRoot(origin.defaultNamespace) }
    let isRootNamespace = rootNamespace?.isExactly(origin.defaultNamespace) ?? true
    recordNamespace = isRootNamespace ? nil : Array(origin.defaultNamespace.utf8)
    let keepsOrder = origin.format.format.keepsElementOrder
    for index in batch.records.indices {
      let record = batch.records[index]
      if hasConflicts { try check(record, batch, origin) }
      if !batch.replacingCells.isEmpty { countReplaced(record.cells, batch) }
      batch.bytes.withUnsafeBufferPointer { bytes in
        write(
          batch.cells[record.cells],
          bytes,
          content: keepsOrder && record.raw.length > 0 ? record.raw.range : nil
        )
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
    if rootNamespace == nil { beginRoot("") }
    encoder.output += Array("</\(rootElement)>\n".utf8)
    try sink.drain(&encoder.output)
    try sink.finish()
  }

  package func discard() { sink.discard() }

  /// The values as elements.
  package func encoded(_ additions: [AddedField]) -> EncodedAddedFields {
    let written = encoder.output
    encoder.output = []
    encoder.field = 0
    for addition in additions { append(addition) }
    defer { encoder.output = written }
    return EncodedAddedFields(bytes: encoder.output)
  }

  /// Appends a document up to its end tag.
  ///
  /// - Parameters:
  ///   - cells: Its values.
  ///   - bytes: The arena that they are in.
  ///   - content: What of the bytes is the record's content in document order, where the cells
  ///     do not say so.
  private func write(
    _ cells: ArraySlice<DocumentBatch.Cell>,
    _ bytes: UnsafeBufferPointer<UInt8>,
    content: Range<Int>?
  ) {
    encoder.output.append(UInt8(ascii: "<"))
    encoder.output.append(contentsOf: recordElement)
    let hasAttributes = cells.contains { fields[Int($0.field)].attribute != nil }
    var attributes: Set<UInt32> = []
    if hasAttributes || recordNamespace != nil { attributes = writeAttributes(cells, bytes) }
    encoder.endStartTag()
    for cell in cells {
      if hasAttributes, attributes.contains(cell.field) { continue }
      // Attributes are not part of the content.
      if content != nil, fields[Int(cell.field)].attribute == nil { continue }
      encoder.field = Int(cell.field)
      write(cell, UnsafeBufferPointer(rebasing: bytes[cell.value.range]))
    }
    if let content {
      encoder.isInDocumentOrder = true
      let value = UnsafeBufferPointer(rebasing: bytes[content])
      encoder.content(JSONSlice(kind: .object, range: 0..<value.count), of: value)
      encoder.isInDocumentOrder = false
    }
  }

  /// Appends the attributes of a record.
  ///
  /// - Returns: The fields that were written so.
  private func writeAttributes(
    _ cells: ArraySlice<DocumentBatch.Cell>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Set<UInt32> {
    var written: Set<UInt32> = []
    var used: Set<[UInt8]> = []
    for cell in cells where !cell.kind.isNested && cell.kind != .null {
      guard let name = fields[Int(cell.field)].attribute else { continue }
      encoder.declare(name, as: bytes[cell.value.range])
    }
    for cell in cells where !cell.kind.isNested && cell.kind != .null {
      guard let name = fields[Int(cell.field)].attribute,
        let identity = encoder.identity(ofAttribute: name, bytes[cell.value.range]),
        used.insert(identity).inserted
      else { continue }
      encoder.field = Int(cell.field)
      countType(cell)
      encoder.attribute(name, UnsafeBufferPointer(rebasing: bytes[cell.value.range]))
      written.insert(cell.field)
    }
    if let recordNamespace, used.insert(Array("xmlns".utf8)).inserted {
      declareDefault(recordNamespace)
    }
    return written
  }

  private func countReplaced(_ cells: Range<Int>, _ batch: borrowing DocumentBatch) {
    for cell in cells where batch.replaces(in: cell) {
      encoder.losses.count(.replacedCharacter, field: Int(batch.cells[cell].field))
    }
  }

  private func write(_ cell: DocumentBatch.Cell, _ value: UnsafeBufferPointer<UInt8>) {
    let field = fields[Int(cell.field)]
    switch cell.kind {
    case .json, .element:
      let kind: JSONSlice.Kind = value.first == UInt8(ascii: "[") ? .array : .object
      let slice = JSONSlice(kind: kind, range: 0..<value.count)
      encoder.isInDocumentOrder = cell.kind == .element
      if field.isText {
        encoder.ownText(slice, of: value)
      } else {
        encoder.element(field.name, slice, of: value)
      }
      encoder.isInDocumentOrder = false
    case .string where field.isText:
      if value.allSatisfy({ $0 == 0x20 || 0x09...0x0A ~= $0 || $0 == 0x0D }) {
        encoder.losses.count(.blankText, field: Int(cell.field))
      }
      encoder.escape(value, inAttribute: false)
    case .null where field.isText:
      countType(cell)
    case .number, .bool:
      countType(cell)
      if field.isText {
        encoder.escape(value, inAttribute: false)
      } else {
        writeText(field, value)
      }
    case .string, .null:
      countType(cell)
      writeText(field, value)
    }
  }

  private func writeText(_ field: Field, _ value: UnsafeBufferPointer<UInt8>) {
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

  private func countType(_ cell: DocumentBatch.Cell) {
    switch cell.kind {
    case .number, .bool: encoder.losses.count(.typeAsText, field: Int(cell.field))
    case .null: encoder.losses.count(.nullAsEmpty, field: Int(cell.field))
    case .string, .json, .element: break
    }
  }

  private func append(_ addition: AddedField) {
    if addition.value == .missing { return }
    if case .list(let texts) = addition.value {
      for text in texts { append(AddedField(addition.name, .text(text))) }
      return
    }
    let tag = encoder.open(Array(addition.name.utf8))
    encoder.endStartTag()
    switch addition.value {
    case .missing, .list: break
    case .text(var text): text.withUTF8 { encoder.escape($0, inAttribute: false) }
    case .number(let number):
      encoder.output.append(contentsOf: (AddedFieldValue.digits(of: number) ?? "").utf8)
    case .object(let members):
      for member in members { append(member) }
    }
    encoder.close(tag)
  }

  private func map(_ origin: BatchOrigin) {
    guard origin.fields != mappedFields else { return }
    mappedFields = origin.fields
    let names = origin.fields.names
    // Additions are counted with the first field; there is always one to count with.
    encoder.losses.setFields(names.isEmpty ? [""] : names)
    fields = names.map { name in
      let bytes = Array(name.utf8)
      return Field(
        name: bytes,
        attribute: bytes.first == UInt8(ascii: "@") ? Array(bytes.dropFirst()) : nil,
        isText: name.isExactly("#text"),
        isAdded: addedNames[ExactString(name)] != nil,
        isPlain: XMLName.isPlain(bytes)
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
