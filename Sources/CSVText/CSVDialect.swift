/// How the fields of a CSV text are told apart.
package struct CSVDialect: Hashable, Sendable {
  /// The byte between two fields.
  package var separator: UInt8
  /// The byte around fields that hold separators, quotes or line ends; `nil` for none.
  package var quote: UInt8?
  /// Whether spaces and tabs around a field that is not quoted are dropped.
  package var trimsFields: Bool

  /// Creates a dialect; commas and double quotes unless said otherwise.
  ///
  /// - Parameters:
  ///   - separator: An ASCII byte that is neither the quote nor a line end.
  ///   - quote: An ASCII byte that is not a line end, or `nil`.
  ///   - trimsFields: Whether white space around unquoted fields is dropped.
  package init(
    separator: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\""),
    trimsFields: Bool = false
  ) {
    precondition(
      separator < 0x80 && separator != quote && separator != 0x0A && separator != 0x0D,
      "the separator is an ASCII byte of its own"
    )
    precondition(
      quote.map { $0 < 0x80 && $0 != 0x0A && $0 != 0x0D } ?? true,
      "the quote is an ASCII byte that ends no line"
    )
    self.separator = separator
    self.quote = quote
    self.trimsFields = trimsFields
  }

  /// Commas and double quotes, as RFC 4180 has them.
  package static let csv = CSVDialect()
  /// Tabs and double quotes.
  package static let tsv = CSVDialect(separator: 0x09)
}
