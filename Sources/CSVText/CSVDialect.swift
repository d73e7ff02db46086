/// How the fields of a CSV text are separated.
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
      Self.canSeparate(separator, quote: quote),
      "the separator is a character of its own"
    )
    precondition(quote.map(Self.canQuote) ?? true, "the quote is an ASCII byte that ends no line")
    self.separator = separator
    self.quote = quote
    self.trimsFields = trimsFields
  }

  /// Whether a byte can be between fields: ASCII, and neither a quote nor part of a line end.
  package static func canSeparate(_ byte: UInt8, quote: UInt8?) -> Bool {
    byte < 0x80 && byte != quote && byte != 0x0A && byte != 0x0D && byte != 0
  }

  /// Whether a byte can be around fields.
  package static func canQuote(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte != 0x0A && byte != 0x0D && byte != 0
  }

  /// Whether a first line begins like one that names the separator.
  static func beginsDirective(_ line: some Collection<UInt8>) -> Bool {
    line.prefix(4).map { $0 | 0x20 }.elementsEqual("sep=".utf8.map { $0 | 0x20 })
  }

  /// Whether a text could be the beginning of a line that names the separator, whose rest
  /// has to be read.
  package static func mayBeginDirective(_ text: some Collection<UInt8>) -> Bool {
    // With its line end such a line has seven bytes at most.
    text.count < 7
      && zip(text, "sep=".utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  /// The separator that a first line `sep=;` names, as spreadsheets write and read it.
  ///
  /// - Parameters:
  ///   - line: The line without its end.
  ///   - quote: The byte around fields, which cannot be between them.
  /// - Returns: `nil` if it is a line like any other.
  package static func namedSeparator(_ line: some Collection<UInt8>, quote: UInt8?) -> UInt8? {
    guard line.count == 5, beginsDirective(line), let byte = line.dropFirst(4).first,
      canSeparate(byte, quote: quote)
    else { return nil }
    return byte
  }

  /// Commas and double quotes, as RFC 4180 has them.
  package static let csv = CSVDialect()
  /// Tabs and double quotes.
  package static let tsv = CSVDialect(separator: 0x09)
}
