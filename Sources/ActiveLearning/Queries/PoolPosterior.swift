package import LabelingCore

/// Probabilities of classes for every document of a pool.
///
/// Documents with the same votes share a row of the table, so that what is
/// computed from probabilities is computed once for each distinct row.
package struct PoolPosterior: Sendable {
  /// The distinct rows of probabilities.
  package let table: SoftLabels
  /// The row of the table of each document; `nil` when each has its own, in order.
  package let tableRows: [UInt32]?

  /// Wraps a table with a row per document.
  package init(_ table: SoftLabels) {
    self.table = table
    tableRows = nil
  }

  /// Wraps a table with a row per pattern of votes.
  package init(_ table: SoftLabels, of votes: VotePatterns) {
    self.table = table
    tableRows = votes.patternOfRow
  }

  /// Number of classes, *k*.
  package var classCount: Int { table.classCount }

  /// The probabilities of a document.
  package subscript(row: Int) -> ArraySlice<Double> { table[row: tableRow(of: row)] }

  /// The row of the table of a document.
  package func tableRow(of row: Int) -> Int { tableRows.map { Int($0[row]) } ?? row }

  /// A value per document, computed from the document's probabilities.
  ///
  /// - Parameters:
  ///   - rows: The documents.
  ///   - measure: Gives the value of one row of probabilities.
  /// - Returns: The values, in the order of `rows`.
  /// - Complexity: O((documents or distinct rows) · *k*).
  package func values(
    of rows: [Int32],
    _ measure: (UnsafeBufferPointer<Double>) -> Double
  ) -> [Double] {
    table.values.withUnsafeBufferPointer { values in
      func value(_ row: Int) -> Double {
        measure(
          UnsafeBufferPointer(rebasing: values[(row * classCount)..<((row + 1) * classCount)])
        )
      }
      guard let tableRows else { return rows.map { value(Int($0)) } }
      var known = [Double](repeating: .nan, count: table.rowCount)
      return rows.map { row in
        let place = Int(tableRows[Int(row)])
        if known[place].isNaN { known[place] = value(place) }
        return known[place]
      }
    }
  }
}
