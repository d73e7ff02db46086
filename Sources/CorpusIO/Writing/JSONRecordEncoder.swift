internal import JSONText
internal import LabelingCore

/// Writes documents and added values as JSON.
struct JSONRecordEncoder {
  /// Each field's name as a JSON string and a colon, by field index.
  private var keys: [[UInt8]] = []
  /// What JSON has no form for, in XML elements.
  private(set) var losses = LossCounter()

  /// Appends a document as an object.
  mutating func append(
    _ record: DocumentBatch.Record,
    of batch: borrowing DocumentBatch,
    _ fields: FieldTable,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "{"))
    for index in record.cells {
      if index > record.cells.lowerBound { output.append(UInt8(ascii: ",")) }
      let cell = batch.cells[index]
      appendKey(Int(cell.field), fields, to: &output)
      batch.bytes.withUnsafeBufferPointer { bytes in
        let value = UnsafeBufferPointer(rebasing: bytes[cell.value.range])
        switch cell.kind {
        case .string: JSONString.appendQuoted(value, to: &output)
        case .null: output.append(contentsOf: "null".utf8)
        case .bool, .number, .json: output.append(contentsOf: value)
        case .element: append(value, of: record, Int(cell.field), fields, to: &output)
        }
      }
    }
    output.append(UInt8(ascii: "}"))
  }

  /// Appends an XML element.
  private mutating func append(
    _ value: UnsafeBufferPointer<UInt8>,
    of record: DocumentBatch.Record,
    _ field: Int,
    _ fields: FieldTable,
    to output: inout [UInt8]
  ) {
    losses.setFields(fields.names)
    var element = ElementJSON()
    element.append(
      value,
      isOwnText: fields.names[field].utf8.elementsEqual("#text".utf8),
      to: &output
    )
    losses.add(element, field: field)
  }

  private mutating func appendKey(_ field: Int, _ fields: FieldTable, to output: inout [UInt8]) {
    if field >= keys.count {
      for name in fields.names[keys.count...] {
        var key: [UInt8] = []
        JSONString.appendQuoted(name.utf8, to: &key)
        key.append(UInt8(ascii: ":"))
        keys.append(key)
      }
    }
    output.append(contentsOf: keys[field])
  }

  /// Counts a record whose elements are in an order that its members do not keep.
  mutating func noteOrder(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch,
    _ fields: FieldTable
  ) {
    losses.setFields(fields.names)
    losses.noteOrder(of: record, in: batch) { Int($0) }
  }

  /// Forgets the names of fields, as another file's come.
  mutating func removeAll() { keys.removeAll() }

  /// Appends added values as members of an object, without its braces.
  ///
  /// A comma comes before the first if there are members already.
  static func append(_ additions: [AddedField], hasMembers: Bool, to output: inout [UInt8]) {
    var hasMembers = hasMembers
    for addition in additions where addition.value != .missing {
      if hasMembers { output.append(UInt8(ascii: ",")) }
      hasMembers = true
      JSONString.appendQuoted(addition.name.utf8, to: &output)
      output.append(UInt8(ascii: ":"))
      append(addition.value, to: &output)
    }
  }

  /// Appends an added value.
  static func append(_ value: AddedFieldValue, to output: inout [UInt8]) {
    switch value {
    case .missing: output.append(contentsOf: "null".utf8)
    case .text(let text): JSONString.appendQuoted(text.utf8, to: &output)
    case .number(let number):
      output.append(contentsOf: (AddedFieldValue.digits(of: number) ?? "null").utf8)
    case .list(let texts):
      output.append(UInt8(ascii: "["))
      for (index, text) in texts.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSONString.appendQuoted(text.utf8, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      append(members, hasMembers: false, to: &output)
      output.append(UInt8(ascii: "}"))
    }
  }
}
