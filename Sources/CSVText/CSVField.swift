/// One field of a record, as a range of bytes.
package struct CSVField: Hashable, Sendable {
  /// The contents, without quotes around them and, where asked for, trimmed.
  package var range: Range<Int>
  /// Whether the field was quoted.
  package var isQuoted: Bool
  /// Whether the contents hold doubled quotes, each of which stands for one.
  package var hasDoubledQuotes: Bool

  /// Creates a field.
  @inlinable
  package init(range: Range<Int>, isQuoted: Bool = false, hasDoubledQuotes: Bool = false) {
    self.range = range
    self.isQuoted = isQuoted
    self.hasDoubledQuotes = hasDoubledQuotes
  }
}
