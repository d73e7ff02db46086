internal import JSONText
package import LabelingCore

extension DocumentBatch {
  /// A cell's value as text, for people: nested values as JSON, XML elements as their text.
  package func text(of cell: Cell) -> String {
    guard cell.kind == .element else { return string(cell.value) }
    return bytes[cell.value.range].withUnsafeBufferPointer { bytes in
      let kind: JSONSlice.Kind = bytes.first == UInt8(ascii: "[") ? .array : .object
      return ElementText(
        at: JSONPath(""),
        of: JSONSlice(kind: kind, range: 0..<bytes.count),
        in: bytes
      ).strings.joined(separator: "\n")
    }
  }
}
