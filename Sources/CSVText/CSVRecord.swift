/// The place of a record in the bytes it was scanned from.
package struct CSVRecord: Hashable, Sendable {
  /// The record, without its line end.
  package var range: Range<Int>
  /// Offset behind the record's line end, where the next record begins.
  package var end: Int
  /// Number of empty lines that were skipped before the record.
  package var skippedLineCount: Int
  /// Number of line ends in the record, its own included.
  package var lineCount: Int

  /// Creates a record.
  @inlinable
  package init(range: Range<Int>, end: Int, skippedLineCount: Int, lineCount: Int) {
    self.range = range
    self.end = end
    self.skippedLineCount = skippedLineCount
    self.lineCount = lineCount
  }
}
