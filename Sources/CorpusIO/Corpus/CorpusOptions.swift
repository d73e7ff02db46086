internal import CSVText

/// How to read a corpus file, where its name and first bytes do not say it.
package struct CorpusOptions: Hashable, Sendable {
  /// The format; `nil` goes by the path's suffix.
  package var format: CorpusFormat?
  /// Name of the text encoding, as `iconv` knows it.
  ///
  /// `nil` is UTF-8, or UTF-16 if the file begins with its byte order mark, or
  /// what XML declares.
  package var encoding: String?
  /// The byte between CSV fields; `nil` is a comma, or a tab for TSV.
  package var separator: UInt8?
  /// The byte around CSV fields that need it; `nil` for none.
  package var quote: UInt8? = UInt8(ascii: "\"")
  /// Whether a CSV file's first record names the fields.
  package var hasHeader = true
  /// Whether blanks around unquoted CSV fields and header names are dropped.
  package var trimsFields = false
  /// Name or path of the XML elements that are records.
  package var recordPath: String?
  /// Whether JSON Lines are handed out as they stand, unchecked and without cells:
  /// for a second pass over a file whose records are known.
  package var readsRawOnly = false
  /// Guards against hostile input.
  package var limits = CorpusLimits()

  /// Creates the default options.
  package init() {}

  /// The CSV dialect for a format.
  func dialect(for format: CorpusFormat) -> CSVDialect {
    CSVDialect(
      separator: separator ?? (format == .tsv ? 0x09 : UInt8(ascii: ",")),
      quote: quote,
      trimsFields: trimsFields
    )
  }
}
