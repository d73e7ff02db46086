/// Walks over the records of a CSV text that is in memory as a whole.
///
/// ```
/// try bytes.withUnsafeBufferPointer { text in
///   var rows = CSVCursor(text)
///   while try rows.next() { print(rows.line, rows.string(0)) }
/// }
/// ```
package struct CSVCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var scanner: CSVScanner
  private var offset: Int
  private var nextLine = 1

  /// 1-based line where the current record begins.
  package private(set) var line = 0
  /// The current record, as a range of the text; its line end is not in it.
  package private(set) var range = 0..<0

  /// Starts before the first record; a UTF-8 byte order mark is skipped.
  ///
  /// - Parameters:
  ///   - bytes: The whole text, which must outlive the cursor.
  ///   - dialect: How fields are separated.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, dialect: CSVDialect = .csv) {
    self.bytes = bytes
    scanner = CSVScanner(dialect)
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Moves to the next record.
  ///
  /// - Returns: `false` at the end of the text.
  /// - Throws: The rule that the record breaks; ``line`` is then its first
  ///   line, and another call continues with the line behind that.
  package mutating func next() throws(CSVSyntaxError) -> Bool {
    switch scanner.next(in: bytes, from: offset, isFinal: true) {
    case .record(let record):
      line = nextLine + record.skippedLineCount
      nextLine = line + record.lineCount
      offset = record.end
      range = record.range
      return true
    case .malformed(let error):
      line = nextLine + error.skippedLineCount
      nextLine = line + 1
      offset = error.resumption
      range = error.firstLine
      throw error
    case .end, .incomplete:
      return false
    }
  }

  /// Number of fields of the current record.
  package var count: Int { scanner.fields.count }

  /// A field in place, if it holds no doubled quotes.
  ///
  /// - Returns: `nil` if the field has to be decoded; use ``append(_:to:)``.
  package func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
    let field = scanner.fields[index]
    return field.hasDoubledQuotes ? nil : UnsafeBufferPointer(rebasing: bytes[field.range])
  }

  /// Appends a field, decoded.
  package func append(_ index: Int, to output: inout [UInt8]) {
    scanner.append(scanner.fields[index], of: bytes, to: &output)
  }

  /// A field as text; bytes that are not UTF-8 become U+FFFD.
  package func string(_ index: Int) -> String {
    if let plain = bytes(index) { return String(decoding: plain, as: UTF8.self) }
    var decoded: [UInt8] = []
    append(index, to: &decoded)
    return String(decoding: decoded, as: UTF8.self)
  }
}
