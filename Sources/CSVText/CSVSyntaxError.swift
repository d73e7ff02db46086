/// A record that breaks the quoting rules, and where reading can go on.
package struct CSVSyntaxError: Error, Hashable, Sendable {
  /// The rules of quoting.
  package enum Rule: Hashable, Sendable {
    /// After a closing quote comes a separator or a line end.
    case textAfterQuote
    /// A quoted field is closed before the text ends.
    case unterminatedQuote
  }

  /// The rule that is broken.
  package var rule: Rule
  /// The record's first line, without its line end; the unit that is given up.
  package var firstLine: Range<Int>
  /// Offset of the line behind the record's first, where reading continues.
  package var resumption: Int
  /// Number of empty lines that were skipped before the record.
  package var skippedLineCount: Int
  /// Lines between the record's first and the offending byte's.
  package var lineOffset: Int
  /// 1-based column, in bytes, of the offending byte: the opening quote of an
  /// unterminated field, or the first byte of text behind a closing quote.
  package var column: Int
  /// Lines between the record's first and the opening quote's.
  package var quoteLineOffset: Int
  /// 1-based column, in bytes, of the opening quote.
  package var quoteColumn: Int

  /// What the rule asks for, as a headline.
  package var headline: String {
    switch rule {
    case .textAfterQuote: "a closing quote is followed by a separator or a line end"
    case .unterminatedQuote: "a quoted field ends with a quote"
    }
  }
}
