internal import JSONText
package import LabelingCore

/// Finds the values of a field, or of a path into nested values, in documents.
///
/// `text`, `meta.id`, `@id`, `passage/text` or `aspectTerms/aspectTerm/@term`.
/// A field of exactly that name comes first; otherwise the first part names a
/// field and the rest leads into its nested value.
package struct FieldSelector: Sendable {
  /// One value that the path leads to.
  package struct Value: Hashable, Sendable {
    /// Kind of value.
    package var kind: ValueKind
    /// Its decoded bytes in the batch's arena.
    package var slice: DocumentBatch.Slice
  }

  /// The path, as the user gave it.
  package let path: String
  private let firstPart: String?
  private let whole = JSONPath("")
  private let rest: JSONPath
  private var exactField = -1
  private var firstField = -1

  /// Creates a selector for a path.
  package init(_ path: String) {
    self.path = path
    let parts = JSONPath(path)
    firstPart = parts.parts.first
    rest = parts.withoutFirst
  }

  /// Learns the indices of fields; call it before each batch.
  package mutating func resolve(_ fields: FieldTable) {
    exactField = fields.index(of: path) ?? -1
    firstField = firstPart.flatMap { fields.index(of: $0) } ?? -1
  }

  /// Whether a field is known that the path could begin with.
  package var isResolved: Bool { exactField >= 0 || firstField >= 0 }

  /// Finds all values of one document; elements of lists one by one.
  ///
  /// - Parameters:
  ///   - index: The document's index in the batch.
  ///   - batch: Escaped values are decoded and appended to its arena.
  ///   - values: Takes the values; what it held before is removed.
  package func find(
    at index: Int,
    in batch: inout DocumentBatch,
    into values: inout [Value]
  ) {
    values.removeAll(keepingCapacity: true)
    guard let (cell, rest) = cell(of: batch.records[index], in: batch) else { return }
    guard cell.kind.isNested else {
      if rest.parts.isEmpty { values.append(Value(kind: cell.kind, slice: cell.value)) }
      return
    }
    if cell.kind == .element {
      findTexts(in: cell.value.range, at: rest, &batch, into: &values)
      return
    }
    var found: [JSONSlice] = []
    batch.bytes.withUnsafeBufferPointer { bytes in
      let range = cell.value.range
      guard let first = range.first else { return }
      let kind: JSONSlice.Kind = bytes[first] == UInt8(ascii: "[") ? .array : .object
      rest.forEachValue(in: bytes, from: JSONSlice(kind: kind, range: range)) { found.append($0) }
    }
    for value in found { values.append(decoded(value, in: &batch)) }
  }

  /// Finds the texts of XML elements and attributes.
  private func findTexts(
    in range: Range<Int>,
    at path: JSONPath,
    _ batch: inout DocumentBatch,
    into values: inout [Value]
  ) {
    let texts = batch.bytes.withUnsafeBufferPointer { bytes in
      let kind: JSONSlice.Kind =
        range.first.map { bytes[$0] } == UInt8(ascii: "[") ? .array : .object
      return ElementText(at: path, of: JSONSlice(kind: kind, range: range), in: bytes)
    }
    let start = batch.bytes.count
    batch.bytes.append(contentsOf: texts.bytes)
    for range in texts.ranges {
      let slice = DocumentBatch.Slice(offset: start + range.lowerBound, length: range.count)
      values.append(Value(kind: .string, slice: slice))
    }
  }

  /// One document's text: its values joined by line ends, nulls left out.
  ///
  /// - Returns: `nil` if the document has no value.
  package func text(
    at index: Int,
    in batch: inout DocumentBatch,
    using values: inout [Value]
  ) -> DocumentBatch.Slice? {
    if let plain = plainText(of: batch.records[index], in: batch) { return plain.slice }
    find(at: index, in: &batch, into: &values)
    values.removeAll { $0.kind == .null }
    guard let first = values.first else { return nil }
    if values.count == 1 { return first.slice }
    let start = batch.bytes.count
    for (position, value) in values.enumerated() {
      if position > 0 { batch.bytes.append(0x0A) }
      batch.appendCopy(of: value.slice)
    }
    return DocumentBatch.Slice(offset: start, length: batch.bytes.count - start)
  }

  /// A value that needs no decoding; without a slice it is null.
  private struct Plain {
    var slice: DocumentBatch.Slice?
  }

  /// The slice of a field of exactly this path whose value is not a nested one.
  ///
  /// - Returns: `nil` if there is none, which does not mean that there is no text.
  @inline(__always)
  private func plainText(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch
  ) -> Plain? {
    for index in record.cells where Int(batch.cells[index].field) == exactField {
      let cell = batch.cells[index]
      switch cell.kind {
      case .json, .element: return nil
      case .null: return Plain(slice: nil)
      case .bool, .number, .string: return Plain(slice: cell.value)
      }
    }
    return nil
  }

  @inline(__always)
  private func cell(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch
  ) -> (DocumentBatch.Cell, JSONPath)? {
    var first: DocumentBatch.Cell?
    for index in record.cells {
      let cell = batch.cells[index]
      if Int(cell.field) == exactField { return (cell, whole) }
      if Int(cell.field) == firstField { first = cell }
    }
    return first.map { ($0, rest) }
  }

  private func decoded(_ value: JSONSlice, in batch: inout DocumentBatch) -> Value {
    let contents = value.contents
    let kind: ValueKind =
      switch value.kind {
      case .null: .null
      case .bool: .bool
      case .number: .number
      case .string: .string
      case .array, .object: .json
      }
    guard value.isEscaped else {
      let slice = DocumentBatch.Slice(offset: contents.lowerBound, length: contents.count)
      return Value(kind: kind, slice: slice)
    }
    let start = batch.bytes.count
    var text: [UInt8] = []
    batch.bytes[contents].withUnsafeBufferPointer {
      _ = JSONString.appendUnescaped($0, to: &text)
    }
    batch.bytes.append(contentsOf: text)
    return Value(
      kind: kind,
      slice: DocumentBatch.Slice(offset: start, length: batch.bytes.count - start)
    )
  }
}
