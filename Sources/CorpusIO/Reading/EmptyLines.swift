/// Empty lines of a file of one column; none becomes a document.
struct EmptyLines {
  /// Those before a record.
  private(set) var passedOverCount = 0
  /// Those at the end so far, which are only skipped if a record follows.
  private(set) var trailingCount = 0

  /// Counts lines before a record.
  mutating func addBeforeRecord(_ count: Int) {
    passedOverCount += trailingCount + count
    trailingCount = 0
  }

  /// Counts lines behind the last record.
  mutating func addAtEnd(_ count: Int) { trailingCount += count }

  /// Continues with those of the next part of the file.
  mutating func append(_ next: EmptyLines, hasRecords: Bool) {
    if hasRecords { addBeforeRecord(next.passedOverCount) }
    addAtEnd(next.trailingCount)
  }
}
