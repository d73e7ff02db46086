internal import ByteIO
internal import CSVText
internal import LabelingCore

/// Walks over the rows of a CSV file in bounded memory; the header comes first.
struct CSVRows {
  private static let chunkSize = 1 << 18
  /// Bytes of a row; a file without line ends is not read to its end.
  private static let rowByteLimit = 1 << 26

  private let source: NamedSource
  private var scanner: CSVScanner
  private var buffer = [UInt8](repeating: 0, count: chunkSize)
  /// Bytes of the buffer that are filled.
  private var filled = 0
  private var offset = 0
  private var isFinal = false
  private var nextLine = 1
  private var rowStart = 0
  private var scratch: [UInt8] = []

  /// 1-based line where the current row begins.
  private(set) var line = 0
  /// The column names.
  private(set) var header: [String] = []

  /// Reads the header.
  init(_ source: NamedSource, _ dialect: CSVDialect = .csv) throws {
    self.source = source
    scanner = CSVScanner(dialect)
    try fill()
    if filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { offset = 3 }
    guard try scanNext() else { throw LabelIOError.empty(path: source.path) }
    var seen: Set<ExactString> = []
    for index in scanner.fields.indices {
      let name = try text(index)
      guard !name.isEmpty, seen.insert(ExactString(name)).inserted else {
        throw LabelIOError.badColumn(at: place(index), name: name)
      }
      header.append(name)
    }
  }

  /// Path as the user gave it.
  var path: String { source.path }

  /// Where the header is.
  var headerPlace: SourceLocation { SourceLocation(source.path, line: 1) }

  /// The index of the first of these columns that the header has.
  func column(_ names: [String]) -> Int? {
    for name in names {
      if let index = header.firstIndex(ofExactly: name) { return index }
    }
    return nil
  }

  /// The index of one of these columns.
  ///
  /// - Throws: ``LabelIOError/missingColumn(at:oneOf:header:)``
  func requiredColumn(_ names: [String]) throws -> Int {
    guard let index = column(names) else {
      throw LabelIOError.missingColumn(at: headerPlace, oneOf: names, header: header)
    }
    return index
  }

  /// Moves to the next row, which has as many fields as the header.
  ///
  /// - Returns: `false` at the end.
  mutating func next() throws -> Bool {
    guard try scanNext() else { return false }
    guard scanner.fields.count == header.count else {
      throw LabelIOError.malformed(
        at: SourceLocation(path, line: line),
        rule: "a row has \(header.count) fields like the header, not \(scanner.fields.count)"
      )
    }
    return true
  }

  /// Where a field of the current row is.
  func place(_ index: Int) -> SourceLocation {
    let start = scanner.fields[index].range.lowerBound
    let column = start - rowStart + (scanner.fields[index].isQuoted ? 0 : 1)
    // A field behind a line end within the row has no column of the row's first line.
    let isOnFirstLine = !buffer[rowStart..<start].contains { $0 == 0x0A || $0 == 0x0D }
    return SourceLocation(path, line: line, column: isOnFirstLine ? column : nil)
  }

  /// Whether a field is empty.
  @inline(__always)
  func isEmpty(_ index: Int) -> Bool { scanner.fields[index].range.isEmpty }

  /// A field as text.
  ///
  /// - Throws: ``LabelIOError/notUTF8(at:)``
  mutating func text(_ index: Int) throws -> String {
    guard let text = withField(index, { String(validating: $0, as: UTF8.self) }) else {
      throw LabelIOError.notUTF8(at: place(index))
    }
    return text
  }

  /// Calls `body` with a field's bytes, decoded.
  mutating func withField<Result>(
    _ index: Int,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let field = scanner.fields[index]
    if field.hasDoubledQuotes {
      scratch.removeAll(keepingCapacity: true)
      buffer.withUnsafeBufferPointer { scanner.append(field, of: $0, to: &scratch) }
      return try scratch.withUnsafeBufferPointer(body)
    }
    return try buffer.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[field.range]))
    }
  }

  /// Calls `body` with each field that is not empty, in order.
  @inline(__always)
  mutating func forEachFilled(
    _ body: (_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    try buffer.withUnsafeBufferPointer { bytes in
      try scanner.fields.withUnsafeBufferPointer { fields in
        for index in fields.indices where !fields[index].range.isEmpty {
          if fields[index].hasDoubledQuotes {
            scratch.removeAll(keepingCapacity: true)
            scanner.append(fields[index], of: bytes, to: &scratch)
            try scratch.withUnsafeBufferPointer { try body(index, $0) }
          } else {
            try body(index, UnsafeBufferPointer(rebasing: bytes[fields[index].range]))
          }
        }
      }
    }
  }

  private mutating func scanNext() throws -> Bool {
    while true {
      let step = buffer.withUnsafeBufferPointer {
        scanner.next(
          in: UnsafeBufferPointer(rebasing: $0[..<filled]),
          from: offset,
          isFinal: isFinal
        )
      }
      switch step {
      case .record(let record):
        line = nextLine + record.skippedLineCount
        nextLine = line + record.lineCount
        rowStart = record.range.lowerBound
        offset = record.end
        return true
      case .malformed(let error):
        let first = nextLine + error.skippedLineCount
        throw LabelIOError.malformed(
          at: SourceLocation(path, line: first + error.lineOffset, column: error.column),
          rule: error.headline
        )
      case .end:
        return false
      case .incomplete:
        try fill()
      }
    }
  }

  /// Moves what is left to the front of the buffer and reads behind it.
  private mutating func fill() throws {
    if filled - offset > Self.rowByteLimit {
      throw LabelIOError.malformed(
        at: SourceLocation(path, line: nextLine),
        rule: "a row is at most \(Self.rowByteLimit) bytes long"
      )
    }
    buffer.withUnsafeMutableBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[offset..<filled])
      bytes.copyMemory(from: rest)
    }
    filled -= offset
    offset = 0
    if filled * 2 > buffer.count {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let wanted = min(filled + Self.chunkSize / 2, buffer.count)
    while filled < wanted {
      let count = try buffer.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count == 0 {
        isFinal = true
        break
      }
      filled += count
    }
  }
}
