internal import ByteIO
internal import LabelingCore

/// What the readers of line formats share: a window, a place, and bad records.
struct RecordRun: ~Copyable {
  let path: String
  let limits: CorpusLimits
  let rejects: RejectLog
  /// Tells columns of the file; `nil` where the file is UTF-8.
  private let columns: FileColumns?
  var window: InputWindow
  /// 1-based line of the next byte.
  var line = 1
  /// Number of records so far, bad ones included.
  var number = 0
  /// Where bytes come from when the file is read in chunks: a batch does not go
  /// beyond a chunk that ends with its last record.
  private let feed: ChunkFeed?
  /// An error that waits until the documents before it have been taken.
  var pending: CorpusError?

  init(_ input: CorpusInput, path: String, limits: CorpusLimits, rejects: RejectLog) {
    self.path = path
    self.limits = limits
    self.rejects = rejects
    columns = input.columns
    feed = nil
    window = InputWindow(input.source)
  }

  /// Continues with a part of a file.
  init(
    _ window: consuming InputWindow,
    _ feed: ChunkFeed?,
    _ place: LinePlace,
    path: String,
    columns: FileColumns?,
    limits: CorpusLimits,
    rejects: RejectLog
  ) {
    self.path = path
    self.columns = columns
    self.limits = limits
    self.rejects = rejects
    self.feed = feed
    self.window = window
    line = place.line
    number = place.number
  }

  /// The position of the run.
  var place: LinePlace { LinePlace(line: line, number: number) }

  /// Whether everything up to the end of a chunk has been read.
  var isAtChunkEnd: Bool {
    guard let feed else { return false }
    return window.unreadByteCount == 0 && window.end > 0 && feed.isBetweenChunks
  }

  /// Whether a batch takes another document.
  @inline(__always)
  func hasRoom(_ batch: borrowing DocumentBatch, _ count: Int, _ byteCount: Int) -> Bool {
    batch.records.count < count && batch.bytes.count < min(byteCount, 1 << 30)
      && (feed == nil || !isAtChunkEnd)
  }

  /// Throws the error that has been waiting.
  mutating func throwPending() throws(CorpusError) {
    guard let error = pending else { return }
    throw error
  }

  /// Lets an error wait if there are documents to hand out before it.
  mutating func postpone(
    _ error: CorpusError,
    _ batch: borrowing DocumentBatch
  )
    throws(CorpusError)
  {
    pending = error
    if batch.records.isEmpty { throw error }
  }

  /// The column in the file of a column in the window.
  ///
  /// - Parameters:
  ///   - column: 1-based, in bytes.
  ///   - lineStart: Where its line begins in the window.
  /// - Returns: 1-based, in bytes of the file.
  func fileColumn(_ column: Int, ofLineAt lineStart: Int) -> Int {
    guard let columns else { return column }
    let before = UnsafeBufferPointer(rebasing: window.bytes[lineStart..<(lineStart + column - 1)])
    return columns.byteCount(of: before).map { $0 + 1 } ?? column
  }

  /// Hands a bad record to the log.
  func reject(
    _ fault: RecordFault,
    line: Int,
    column: Int?,
    raw: Range<Int>
  ) throws(CorpusError) {
    let kept = window.bytes[raw].prefix(RejectedRecord.maximumRawByteCount)
    try rejects.reject(
      RejectedRecord(
        location: SourceLocation(path, line: line, column: column),
        number: number,
        fault: fault,
        raw: Array(kept)
      )
    )
  }

  /// Rejects a record that does not fit, and skips its first line.
  mutating func rejectTooLong(bareCREndsLine: Bool) throws(CorpusError) {
    number += 1
    let startLine = line
    var end = lineEnd(bareCREndsLine)
    let raw = Array(
      window.bytes[window.start..<(end ?? window.end)].prefix(RejectedRecord.maximumRawByteCount)
    )
    while end == nil {
      if window.isFinal {
        end = window.end
        break
      }
      window.start = window.end
      try window.fill()
      end = lineEnd(bareCREndsLine)
    }
    window.start = end ?? window.end
    line += 1
    try rejects.reject(
      RejectedRecord(
        location: SourceLocation(path, line: startLine, column: 1),
        number: number,
        fault: .tooLong(limit: limits.recordByteCount),
        raw: raw
      )
    )
  }

  private func lineEnd(_ bareCREndsLine: Bool) -> Int? {
    for offset in window.start..<window.end {
      let byte = window.bytes[offset]
      if byte == 0x0A { return offset + 1 }
      if byte == 0x0D, bareCREndsLine, offset + 1 < window.end {
        return window.bytes[offset + 1] == 0x0A ? offset + 2 : offset + 1
      }
    }
    return nil
  }
}
