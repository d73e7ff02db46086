internal import CSVText
internal import LabelingCore

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
  /// What earlier files of the corpus bound the prefixes of the record path to.
  var recordPathBindings: [ExactString: ExactString] = [:]
  /// Whether JSON Lines are handed out as they are, unchecked and without cells:
  /// for a second pass over a file whose records are known.
  package var readsRawOnly = false
  /// Takes what readers have to say of the corpus.
  package var notices = CorpusNotices()
  /// Guards against hostile input.
  package var limits = CorpusLimits()

  /// Creates the default options.
  package init() {}

  /// Whether a byte can be between CSV fields.
  package static func canSeparate(_ byte: UInt8) -> Bool {
    CSVDialect.canSeparate(byte, quote: nil)
  }

  /// Whether a byte can be around CSV fields.
  package static func canQuote(_ byte: UInt8) -> Bool { CSVDialect.canQuote(byte) }

  /// The byte between fields of a format, unless another is asked for.
  package static func separator(of format: CorpusFormat) -> UInt8 {
    format.separator ?? UInt8(ascii: ",")
  }

  /// The CSV dialect for a format.
  func dialect(for format: CorpusFormat) -> CSVDialect {
    CSVDialect(
      separator: separator ?? Self.separator(of: format),
      quote: quote,
      trimsFields: trimsFields
    )
  }
}
