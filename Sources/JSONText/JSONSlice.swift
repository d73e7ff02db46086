/// One JSON value as a range of the bytes it is in.
package struct JSONSlice: Hashable, Sendable {
  /// The types of JSON values.
  package enum Kind: UInt8, Hashable, Sendable {
    case null, bool, number, string, array, object
  }

  /// The value's type.
  package var kind: Kind
  /// Its range: strings with their quotes, containers with brackets.
  package var range: Range<Int>
  /// Whether a string holds a backslash escape; `false` for other types.
  package var isEscaped: Bool

  /// Creates a slice.
  @inlinable
  package init(kind: Kind, range: Range<Int>, isEscaped: Bool = false) {
    self.kind = kind
    self.range = range
    self.isEscaped = isEscaped
  }

  /// A string's bytes between the quotes, or the whole range for other types.
  @inlinable
  package var contents: Range<Int> {
    kind == .string ? (range.lowerBound + 1)..<(range.upperBound - 1) : range
  }
}
