/// A sparse matrix of features, a row per document, in compressed rows.
///
/// Columns of a row are in no particular order and occur at most once.
package struct FeatureMatrix: Hashable, Sendable {
  /// Number of columns, *d*.
  package let columnCount: Int
  /// Row *i* owns the entries `starts[i]..<starts[i + 1]`.
  package internal(set) var starts: [Int]
  /// Column of each entry.
  package internal(set) var columns: [UInt32]
  /// Value of each entry.
  package internal(set) var values: [Float]

  /// Number of rows, *n*.
  package var rowCount: Int { starts.count - 1 }
  /// Number of entries.
  package var entryCount: Int { columns.count }

  /// Wraps compressed rows.
  package init(columnCount: Int, starts: [Int], columns: [UInt32], values: [Float]) {
    precondition(starts.first == 0 && starts.last == columns.count, "rows cover all entries")
    precondition(columns.count == values.count, "an entry has a column and a value")
    assert(columns.allSatisfy { $0 < columnCount }, "columns exist")
    self.columnCount = columnCount
    self.starts = starts
    self.columns = columns
    self.values = values
  }

  /// A matrix without rows.
  package init(columnCount: Int) {
    self.init(columnCount: columnCount, starts: [0], columns: [], values: [])
  }

  /// Takes dense rows; zeros are left out.
  package init(dense rows: [[Float]], columnCount: Int) {
    self.init(columnCount: columnCount)
    for row in rows {
      precondition(row.count == columnCount, "rows have a value per column")
      for (column, value) in row.enumerated() where value != 0 {
        columns.append(UInt32(column))
        values.append(value)
      }
      starts.append(columns.count)
    }
  }

  /// The rows of these indices, in their order; an index may occur several times.
  ///
  /// - Complexity: O(entries of the rows).
  package func selecting(rows: [Int]) -> FeatureMatrix {
    var selected = FeatureMatrix(columnCount: columnCount)
    selected.starts.reserveCapacity(rows.count + 1)
    let count = rows.reduce(0) { $0 + starts[$1 + 1] - starts[$1] }
    selected.columns.reserveCapacity(count)
    selected.values.reserveCapacity(count)
    for row in rows {
      selected.columns.append(contentsOf: columns[starts[row]..<starts[row + 1]])
      selected.values.append(contentsOf: values[starts[row]..<starts[row + 1]])
      selected.starts.append(selected.columns.count)
    }
    return selected
  }

  /// Appends the rows of a matrix of the same columns.
  package mutating func append(_ other: FeatureMatrix) {
    precondition(other.columnCount == columnCount, "both have the same columns")
    let offset = columns.count
    columns.append(contentsOf: other.columns)
    values.append(contentsOf: other.values)
    starts.append(contentsOf: other.starts.dropFirst().map { $0 + offset })
  }

  /// Calls `body` with the column and value of each entry of row `i`.
  package func forEachEntry(ofRow i: Int, _ body: (_ column: Int, _ value: Float) -> Void) {
    for entry in starts[i]..<starts[i + 1] { body(Int(columns[entry]), values[entry]) }
  }

  /// Product of two rows.
  package func product(ofRow i: Int, withRow j: Int) -> Double {
    var first: [Int: Float] = [:]
    forEachEntry(ofRow: i) { first[$0] = $1 }
    var sum = 0.0
    forEachEntry(ofRow: j) { column, value in
      if let other = first[column] { sum += Double(value) * Double(other) }
    }
    return sum
  }
}
