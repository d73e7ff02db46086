/// Features of documents as sparse rows.
package struct FeatureRows: Hashable, Sendable {
  /// Row *i* owns entries `starts[i]..<starts[i + 1]`.
  package let starts: [Int]
  /// Column of each entry; ascending within a row.
  package let columns: [UInt32]
  /// Value of each entry.
  package let values: [Float]
  /// Number of columns.
  package let columnCount: Int

  /// Wraps compressed sparse rows.
  package init(starts: [Int], columns: [UInt32], values: [Float], columnCount: Int) {
    precondition(
      starts.last == columns.count && columns.count == values.count,
      "the last row ends where the entries end"
    )
    self.starts = starts
    self.columns = columns
    self.values = values
    self.columnCount = columnCount
  }

  /// Number of rows.
  package var rowCount: Int { starts.count - 1 }
}
