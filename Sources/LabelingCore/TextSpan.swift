/// A part of a document: some bytes of its text, or of a field's value.
package struct TextSpan: Hashable, Sendable {
  /// The field; `nil` for the text.
  package var field: String?
  /// UTF-8 bytes from the start of the text, or of the field's value.
  package var bytes: Range<Int>

  /// Names a part of the text, or of a field.
  package init(field: String? = nil, bytes: Range<Int>) {
    self.field = field
    self.bytes = bytes
  }

  /// The characters of a value that are in the span; `nil` when it reaches beyond the value.
  ///
  /// - Complexity: O(`bytes.upperBound`).
  package func text(in value: String) -> String? {
    guard bytes.upperBound <= value.utf8.count else { return nil }
    let start = value.utf8.index(value.startIndex, offsetBy: bytes.lowerBound)
    let end = value.utf8.index(start, offsetBy: bytes.count)
    return String(value[start..<end])
  }
}
