/// Cuts bytes into CSV records and fields in place; copies nothing.
///
/// RFC 4180 with the dialects people have: LF, CRLF and CR end a line; empty
/// lines are skipped; a quote within an unquoted field is data. A byte
/// order mark is the caller's to strip. Bytes need not be valid UTF-8.
package struct CSVScanner: Sendable {
  /// How fields are separated.
  package let dialect: CSVDialect
  /// The fields of the last record; ranges of the bytes it was scanned from.
  package private(set) var fields: [CSVField] = []

  /// Creates a scanner.
  package init(_ dialect: CSVDialect = .csv) { self.dialect = dialect }

  /// Scans one record.
  ///
  /// - Parameters:
  ///   - bytes: The text, or as much of it as there is.
  ///   - start: Offset where the record begins.
  ///   - isFinal: Whether nothing follows `bytes`.
  /// - Returns: The record, or why there is none. After
  ///   ``CSVStep/incomplete``, call again with more bytes from the same start.
  /// - Complexity: O(length of the record).
  package mutating func next(
    in bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    isFinal: Bool
  ) -> CSVStep {
    var begin = start
    var skipped = 0
    while begin < bytes.count, Self.endsLine(bytes[begin]) {
      guard let end = Self.lineEnd(bytes, at: begin, isFinal) else { return .incomplete }
      begin = end
      skipped += 1
    }
    guard begin < bytes.count, let base = bytes.baseAddress else {
      return isFinal ? .end(skippedLineCount: skipped) : .incomplete
    }
    let quote = dialect.quote ?? dialect.separator
    let marks = MarkedBytes(
      base,
      count: bytes.count,
      from: begin,
      separator: dialect.separator,
      quote: quote
    )
    return record(bytes, marks, from: begin, skipped, isFinal)
  }

  /// The line that begins at an offset, and the offset behind its end.
  ///
  /// - Returns: `nil` if the line may go on behind `bytes`.
  package static func line(
    in bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    isFinal: Bool
  ) -> (range: Range<Int>, end: Int)? {
    var offset = start
    while offset < bytes.count, !endsLine(bytes[offset]) { offset += 1 }
    if offset == bytes.count { return isFinal ? (start..<offset, offset) : nil }
    return lineEnd(bytes, at: offset, isFinal).map { (start..<offset, $0) }
  }

  private enum FieldEnd {
    case separator(Int)
    case line(at: Int, end: Int)
    case incomplete
    case malformed(CSVSyntaxError.Rule, at: Int, quote: Int)
  }

  @inline(__always)
  private mutating func record(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ marked: MarkedBytes,
    from begin: Int,
    _ skipped: Int,
    _ isFinal: Bool
  ) -> CSVStep {
    var marks = marked
    var lines = 1
    var start = begin
    fields.removeAll(keepingCapacity: true)
    while true {
      let opening = quoteOffset(bytes, at: start)
      let fieldEnd =
        opening < 0
        ? unquoted(bytes, &marks, from: start, isFinal)
        : quoted(bytes, &marks, openedAt: opening, &lines, isFinal)
      switch fieldEnd {
      case .separator(let offset):
        start = offset + 1
      case .line(let at, let end):
        return .record(
          CSVRecord(range: begin..<at, end: end, skippedLineCount: skipped, lineCount: lines)
        )
      case .incomplete:
        return .incomplete
      case .malformed(let rule, let offset, let quote):
        return failure(bytes, rule, offset, quote, from: begin, skipped, isFinal)
      }
    }
  }

  /// Offset of the quote that opens the field at `start`; negative when none does.
  @inline(__always)
  private func quoteOffset(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    guard let quote = dialect.quote else { return -1 }
    var offset = start
    if dialect.trimsFields {
      while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
    }
    return offset < bytes.count && bytes[offset] == quote ? offset : -1
  }

  @inline(__always)
  private mutating func unquoted(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ marks: inout MarkedBytes,
    from start: Int,
    _ isFinal: Bool
  ) -> FieldEnd {
    while let offset = marks.next() {
      let byte = bytes[offset]
      if byte == dialect.separator {
        append(bytes, start..<offset)
        return .separator(offset)
      }
      if Self.endsLine(byte) {
        guard let end = Self.lineEnd(bytes, at: offset, isFinal) else { return .incomplete }
        append(bytes, start..<offset)
        return .line(at: offset, end: end)
      }
    }
    guard isFinal else { return .incomplete }
    append(bytes, start..<bytes.count)
    return .line(at: bytes.count, end: bytes.count)
  }

  @inline(__always)
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var range = range
    if dialect.trimsFields {
      while let first = range.first, isBlank(bytes[first]) {
        range = (first + 1)..<range.upperBound
      }
      while let last = range.last, isBlank(bytes[last]) { range = range.lowerBound..<last }
    }
    fields.append(CSVField(range: range))
  }

  private mutating func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ marks: inout MarkedBytes,
    openedAt opening: Int,
    _ lines: inout Int,
    _ isFinal: Bool
  ) -> FieldEnd {
    var hasDoubledQuotes = false
    // Spaces before the quote hold no marks, unless trimming skipped some.
    while let offset = marks.next(), offset < opening {}
    while let offset = marks.next() {
      let byte = bytes[offset]
      if byte == dialect.quote {
        if offset + 1 == bytes.count, !isFinal { return .incomplete }
        if offset + 1 < bytes.count, bytes[offset + 1] == byte {
          hasDoubledQuotes = true
          _ = marks.next()
          continue
        }
        fields.append(
          CSVField(
            range: (opening + 1)..<offset,
            isQuoted: true,
            hasDoubledQuotes: hasDoubledQuotes
          )
        )
        return afterQuote(bytes, &marks, closedAt: offset, openedAt: opening, isFinal)
      }
      if byte == 0x0A || (byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A))
      {
        lines += 1
      }
    }
    return isFinal ? .malformed(.unterminatedQuote, at: opening, quote: opening) : .incomplete
  }

  private func afterQuote(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ marks: inout MarkedBytes,
    closedAt closing: Int,
    openedAt opening: Int,
    _ isFinal: Bool
  ) -> FieldEnd {
    var offset = closing + 1
    if dialect.trimsFields {
      while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
    }
    guard offset < bytes.count else {
      return isFinal ? .line(at: offset, end: offset) : .incomplete
    }
    let byte = bytes[offset]
    guard byte == dialect.separator || Self.endsLine(byte) else {
      return .malformed(.textAfterQuote, at: offset, quote: opening)
    }
    while let mark = marks.next(), mark < offset {}
    if byte == dialect.separator { return .separator(offset) }
    guard let end = Self.lineEnd(bytes, at: offset, isFinal) else { return .incomplete }
    return .line(at: offset, end: end)
  }

  private func failure(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ rule: CSVSyntaxError.Rule,
    _ offset: Int,
    _ quote: Int,
    from begin: Int,
    _ skipped: Int,
    _ isFinal: Bool
  ) -> CSVStep {
    guard let first = Self.line(in: bytes, from: begin, isFinal: isFinal) else {
      return .incomplete
    }
    let place = Self.place(bytes, of: offset, from: begin)
    let quotePlace = Self.place(bytes, of: quote, from: begin)
    return .malformed(
      CSVSyntaxError(
        rule: rule,
        firstLine: first.range,
        resumption: first.end,
        skippedLineCount: skipped,
        lineOffset: place.line,
        column: place.column,
        quoteLineOffset: quotePlace.line,
        quoteColumn: quotePlace.column
      )
    )
  }

  private static func place(
    _ bytes: UnsafeBufferPointer<UInt8>,
    of offset: Int,
    from begin: Int
  ) -> (line: Int, column: Int) {
    var line = 0
    var start = begin
    while let next = Self.line(in: bytes, from: start, isFinal: true), next.end <= offset {
      line += 1
      start = next.end
    }
    return (line, offset - start + 1)
  }

  @inline(__always)
  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// The offset behind a line end; `nil` if it is CR and LF may follow.
  @inline(__always)
  private static func lineEnd(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at offset: Int,
    _ isFinal: Bool
  ) -> Int? {
    if bytes[offset] == 0x0A { return offset + 1 }
    if offset + 1 == bytes.count { return isFinal ? offset + 1 : nil }
    return bytes[offset + 1] == 0x0A ? offset + 2 : offset + 1
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool {
    (byte == 0x20 || byte == 0x09) && byte != dialect.separator
  }
}
