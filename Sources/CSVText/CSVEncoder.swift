/// Writes CSV records; quotes fields only where it has to.
///
/// Records end with LF. A record of one empty field is written as two quotes,
/// as an empty line would be skipped by readers. Fields that begin or end
/// with white space are quoted, so that no reader trims them.
///
/// On demand, fields that a spreadsheet would take for a formula get an apostrophe in front.
package struct CSVEncoder: Sendable {
  private let separator: UInt8
  private let quote: UInt8
  private let escapesFormulas: Bool
  private var isAtStart = true
  /// Whether the record so far is one empty field, not yet visible.
  private var isInvisible = false

  /// Creates an encoder; commas and double quotes unless said otherwise.
  ///
  /// - Parameters:
  ///   - separator: The byte between fields.
  ///   - quote: The byte around fields that need it.
  ///   - escapesFormulas: Whether formulas get an apostrophe, see ``SpreadsheetFormula``.
  package init(
    separator: UInt8 = UInt8(ascii: ","),
    quote: UInt8 = UInt8(ascii: "\""),
    escapesFormulas: Bool = false
  ) {
    precondition(separator != quote, "the separator is not the quote")
    self.separator = separator
    self.quote = quote
    self.escapesFormulas = escapesFormulas
  }

  /// An encoder of the same dialect at the start of a record.
  package var restarted: CSVEncoder {
    CSVEncoder(separator: separator, quote: quote, escapesFormulas: escapesFormulas)
  }

  /// Appends the next field of the record.
  package mutating func append(_ field: String, to output: inout [UInt8]) {
    var field = field
    field.withUTF8 { append($0, to: &output) }
  }

  /// Appends the next name of a header.
  ///
  /// An empty name is quoted, as readers give a column without a name one; so does a
  /// name that would be taken for a line that names the separator.
  package mutating func append(header name: String, to output: inout [UInt8]) {
    let isDirective = isAtStart && CSVDialect.beginsDirective(name.utf8)
    guard name.isEmpty || isDirective else {
      append(name, to: &output)
      return
    }
    if !isAtStart { output.append(separator) }
    isAtStart = false
    Array(name.utf8).withUnsafeBufferPointer { appendQuoted($0, to: &output) }
  }

  /// Appends the next field of the record, given as bytes.
  package mutating func append(_ field: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard escapesFormulas, SpreadsheetFormula.isBegun(by: field) else {
      return appendField(field, to: &output)
    }
    let escaped = [UInt8(ascii: "'")] + field
    escaped.withUnsafeBufferPointer { appendField($0, to: &output) }
  }

  private mutating func appendField(
    _ field: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    if !isAtStart { output.append(separator) }
    isInvisible = isAtStart && field.isEmpty
    isAtStart = false
    if needsQuotes(field) {
      appendQuoted(field, to: &output)
    } else {
      output.append(contentsOf: field)
    }
  }

  /// Appends fields that another encoder of the same dialect has written.
  package mutating func append(encoded fields: [UInt8], to output: inout [UInt8]) {
    if !isAtStart { output.append(separator) }
    isInvisible = isAtStart && fields.isEmpty
    isAtStart = false
    output.append(contentsOf: fields)
  }

  /// Ends the record.
  package mutating func endRecord(_ output: inout [UInt8]) {
    if isInvisible { output.append(contentsOf: [quote, quote]) }
    output.append(0x0A)
    isAtStart = true
    isInvisible = false
  }

  private func needsQuotes(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first, let last = field.last else { return false }
    if first == 0x20 || first == 0x09 || last == 0x20 || last == 0x09 { return true }
    // A field that begins with a byte order mark would lose it at the start of a file.
    if first == 0xEF, field.starts(with: [0xEF, 0xBB, 0xBF]) { return true }
    guard let base = field.baseAddress else { return false }
    var marks = MarkedBytes(base, count: field.count, from: 0, separator: separator, quote: quote)
    return marks.next() != nil
  }

  private func appendQuoted(_ field: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(quote)
    var start = 0
    for index in 0..<field.count where field[index] == quote {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: field[start...index]))
      output.append(quote)
      start = index + 1
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: field[start...]))
    output.append(quote)
  }
}
