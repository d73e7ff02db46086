internal import CSVText
internal import CTextScan
internal import LabelingCore

/// The position of a ``CSVReader``.
struct CSVReaderState: ~Copyable {
  private(set) var fields: FieldTable
  private(set) var run: RecordRun
  private var scanner: CSVScanner
  /// Field index of each column.
  private(set) var columns: [Int]
  /// Empty lines, of a file of one column.
  private(set) var emptyLines = EmptyLines()
  private let plain = PlainMembers()

  init(
    run: consuming RecordRun,
    dialect: CSVDialect,
    fields: FieldTable,
    columns: [Int] = []
  ) {
    self.run = run
    self.fields = fields
    self.columns = columns
    scanner = CSVScanner(dialect)
  }

  /// The byte between fields.
  var separator: UInt8 { scanner.dialect.separator }

  /// Fills a batch; see ``CorpusReader``.
  mutating func read(
    into batch: inout DocumentBatch,
    _ maximumCount: Int,
    _ maximumByteCount: Int
  ) throws(CorpusError) -> Bool {
    batch.removeAll()
    try run.throwPending()
    do throws(CorpusError) {
      while run.hasRoom(batch, maximumCount, maximumByteCount) {
        guard try readRecord(into: &batch) else { break }
      }
    } catch {
      try run.postpone(error, batch)
    }
    return !batch.records.isEmpty
  }

  /// Skips a first line that names the separator, as spreadsheets write it.
  ///
  /// - Parameter isFollowed: Whether fields are to be separated as it says.
  /// - Throws: What reading throws.
  mutating func readDirective(isFollowed: Bool) throws(CorpusError) {
    // Only as much is read as shows that it is another line.
    while CSVDialect.mayBeginDirective(run.window.bytes[run.window.start...]),
      !run.window.isFinal
    {
      try run.window.fill()
    }
    guard
      let line = CSVScanner.line(
        in: run.window.bytes,
        from: run.window.start,
        isFinal: run.window.isFinal
      ),
      let named = CSVDialect.namedSeparator(
        run.window.bytes[line.range],
        quote: scanner.dialect.quote
      )
    else { return }
    run.window.start = line.end
    run.line += 1
    guard isFollowed else { return }
    var dialect = scanner.dialect
    dialect.separator = named
    scanner = CSVScanner(dialect)
  }

  /// Takes the header, or looks at the first record to count the columns.
  mutating func readHeader(hasHeader: Bool) throws(CorpusError) {
    while true {
      switch scanner.next(in: run.window.bytes, from: run.window.start, isFinal: run.window.isFinal)
      {
      case .incomplete where run.window.unreadByteCount <= run.limits.recordByteCount:
        try run.window.fill()
      case .incomplete:
        throw headerError(.tooLong(limit: run.limits.recordByteCount), line: run.line, column: 1)
      case .end:
        return
      case .malformed(let error):
        // Without a header this is a bad record, to be met again when reading.
        guard hasHeader else { return }
        throw headerError(
          fault(error, firstLine: run.line + error.skippedLineCount),
          line: run.line + error.skippedLineCount + error.lineOffset,
          column: column(of: error)
        )
      case .record(let record):
        try take(record, asHeader: hasHeader)
        return
      }
    }
  }

  private mutating func take(_ record: CSVRecord, asHeader: Bool) throws(CorpusError) {
    let line = run.line + record.skippedLineCount
    guard asHeader else {
      name(scanner.fields.indices.map { "column\($0 + 1)" })
      return
    }
    if let offset = run.window.firstInvalid(in: record.range) {
      let place = place(of: offset, in: record, line: line)
      throw headerError(
        .invalidUTF8(byte: run.window.bytes[offset]),
        line: place.line,
        column: offset - place.start + 1
      )
    }
    name(
      scanner.fields.enumerated().map { index, field in
        // An empty name between quotes is one; nothing at all is a column without a name.
        if field.range.isEmpty { return field.isQuoted ? "" : "column\(index + 1)" }
        var decoded: [UInt8] = []
        scanner.append(field, of: run.window.bytes, to: &decoded)
        return String(decoding: decoded, as: UTF8.self)
      }
    )
    run.window.start = record.end
    run.line = line + record.lineCount
  }

  /// Gives each column its own name: repeated ones get a number.
  private mutating func name(_ names: [String]) {
    var taken = Set(names.map { ExactString($0) })
    var used: Set<ExactString> = []
    for name in names.map({ ExactString($0) }) {
      var unique = name
      var count = 1
      while used.contains(unique) || (unique != name && taken.contains(unique)) {
        count += 1
        unique = ExactString("\(name)_\(count)")
      }
      used.insert(unique)
      taken.insert(unique)
      columns.append(fields.index(adding: unique.string))
    }
  }

  private func headerError(_ fault: RecordFault, line: Int, column: Int) -> CorpusError {
    .badRecord(
      RejectedRecord(
        location: SourceLocation(run.path, line: line, column: column),
        number: 0,
        fault: fault,
        raw: []
      )
    )
  }

  private func fault(_ error: CSVSyntaxError, firstLine: Int) -> RecordFault {
    switch error.rule {
    case .unterminatedQuote: .unterminatedQuote
    case .textAfterQuote:
      .textAfterQuote(
        openedAtLine: firstLine + error.quoteLineOffset,
        column: run.fileColumn(
          error.quoteColumn,
          ofLineAt: lineStart(error.quoteLineOffset, behind: error.firstLine.lowerBound)
        )
      )
    }
  }

  /// The column of a quoting mistake in the file.
  private func column(of error: CSVSyntaxError) -> Int {
    run.fileColumn(
      error.column,
      ofLineAt: lineStart(error.lineOffset, behind: error.firstLine.lowerBound)
    )
  }

  /// Where the line begins that is some lines behind another.
  private func lineStart(_ count: Int, behind first: Int) -> Int {
    var start = first
    for _ in 0..<count {
      start = CSVScanner.line(in: run.window.bytes, from: start, isFinal: true)?.end ?? start
    }
    return start
  }

  /// The line that holds a byte of a record, and where it begins.
  private func place(
    of offset: Int,
    in record: CSVRecord,
    line: Int
  ) -> (line: Int, start: Int) {
    var place = (line: line, start: record.range.lowerBound)
    while let next = CSVScanner.line(in: run.window.bytes, from: place.start, isFinal: true),
      next.end <= offset
    {
      place = (place.line + 1, next.end)
    }
    return place
  }

  /// Reads a record or rejects one; `false` at the end.
  @inline(__always)
  private mutating func readRecord(into batch: inout DocumentBatch) throws(CorpusError) -> Bool {
    if readPlainly(into: &batch) { return true }
    switch scanner.next(in: run.window.bytes, from: run.window.start, isFinal: run.window.isFinal) {
    case .record(let record):
      let line = run.line + record.skippedLineCount
      if columns.count == 1 { emptyLines.addBeforeRecord(record.skippedLineCount) }
      run.window.start = record.end
      run.line = line + record.lineCount
      run.number += 1
      if scanner.fields.count == columns.count, run.window.firstInvalid(in: record.range) == nil {
        append(record, line: line, to: &batch)
      } else {
        try reject(record, line: line)
      }
      return true
    case .incomplete:
      if run.window.unreadByteCount <= run.limits.recordByteCount {
        try run.window.fill()
      } else {
        try run.rejectTooLong(bareCREndsLine: true)
      }
      return true
    case .malformed(let error):
      let line = run.line + error.skippedLineCount
      if columns.count == 1 { emptyLines.addBeforeRecord(error.skippedLineCount) }
      let fault = fault(error, firstLine: line)
      let column = column(of: error)
      run.window.start = error.resumption
      run.line = line + 1
      run.number += 1
      try run.reject(
        fault,
        line: line + error.lineOffset,
        column: column,
        raw: error.firstLine
      )
      return true
    case .end(let skippedLineCount):
      if columns.count == 1 { emptyLines.addAtEnd(skippedLineCount) }
      run.line += skippedLineCount
      run.window.start = run.window.end
      return false
    }
  }

  /// Appends a record that is plainly right; anything else is looked at again.
  @inline(__always)
  private mutating func readPlainly(into batch: inout DocumentBatch) -> Bool {
    guard !scanner.dialect.trimsFields, let base = run.window.bytes.baseAddress else {
      return false
    }
    let start = run.window.start
    var record = WinnowRecord()
    let count = winnow_csv_record(
      base + start,
      run.window.end - start,
      scanner.dialect.separator,
      scanner.dialect.quote.map(Int32.init) ?? -1,
      plain.values,
      min(columns.count, PlainMembers.capacity),
      &record
    )
    let range = start..<(start + record.count)
    guard count > 0, count == columns.count,
      record.is_ascii || run.window.firstInvalid(in: range) == nil
    else { return false }
    let fields = plain.prefix(count)
    var hasEscapes = false
    for column in 0..<count {
      fields[column].field = UInt32(truncatingIfNeeded: columns[column])
      hasEscapes = hasEscapes || fields[column].is_value_escaped
    }
    run.number += 1
    let text = UnsafeBufferPointer(start: base + start, count: record.count)
    let firstCell = batch.append(
      text,
      number: run.number,
      line: run.line,
      members: UnsafeBufferPointer(fields)
    )
    if hasEscapes { unescape(fields, of: text, firstCell, &batch) }
    run.window.start = start + record.end
    run.line += record.line_count
    return true
  }

  private func unescape(
    _ fields: UnsafeMutableBufferPointer<WinnowMember>,
    of text: UnsafeBufferPointer<UInt8>,
    _ firstCell: Int,
    _ batch: inout DocumentBatch
  ) {
    for (column, field) in fields.enumerated() where field.is_value_escaped {
      let offset = batch.bytes.count
      let range = Int(field.value)..<Int(field.value + field.value_count)
      scanner.append(
        CSVField(range: range, hasDoubledQuotes: true),
        of: text,
        to: &batch.bytes
      )
      batch.cells[firstCell + column].value = DocumentBatch.Slice(
        offset: offset,
        length: batch.bytes.count - offset
      )
    }
  }

  @inline(__always)
  private mutating func append(_ record: CSVRecord, line: Int, to batch: inout DocumentBatch) {
    let bytes = run.window.bytes
    let raw = batch.append(
      UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[record.range])
    )
    let shift = Int(raw.offset) - record.range.lowerBound
    let firstCell = batch.cells.count
    let scanned = scanner.fields
    for column in 0..<scanned.count {
      let field = scanned[column]
      var value = DocumentBatch.Slice(
        offset: field.range.lowerBound + shift,
        length: field.range.count
      )
      if field.hasDoubledQuotes {
        let offset = batch.bytes.count
        scanner.append(field, of: bytes, to: &batch.bytes)
        value = DocumentBatch.Slice(offset: offset, length: batch.bytes.count - offset)
      }
      batch.cells.append(
        DocumentBatch.Cell(field: columns[column], kind: .string, value: value)
      )
    }
    batch.records.append(
      DocumentBatch.Record(
        number: run.number,
        line: line,
        raw: raw,
        cells: firstCell..<batch.cells.count
      )
    )
  }

  private mutating func reject(_ record: CSVRecord, line: Int) throws(CorpusError) {
    if let offset = run.window.firstInvalid(in: record.range) {
      let place = place(of: offset, in: record, line: line)
      try run.reject(
        .invalidUTF8(byte: run.window.bytes[offset]),
        line: place.line,
        column: offset - place.start + 1,
        raw: record.range
      )
    } else {
      try run.reject(
        .fieldCount(expected: columns.count, found: scanner.fields.count),
        line: line,
        column: nil,
        raw: record.range
      )
    }
  }
}
