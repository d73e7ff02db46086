internal import LabelingCore

/// A name for each row: its class, or the stratum that it is in.
package struct SampleStrata: Hashable, Sendable {
  /// The name of rows that have none.
  package static let missing = "(none)"

  private var table = FieldTable()
  /// The stratum of each row.
  package private(set) var indices: [Int32] = []

  /// Begins without rows.
  package init() {}

  /// The same stratum for all rows.
  package init(single name: String, rowCount: Int) {
    _ = table.index(adding: name)
    indices = [Int32](repeating: 0, count: rowCount)
  }

  /// The names in order of first appearance.
  package var names: [String] { table.names }

  /// Rows of each stratum.
  package var sizes: [Int] { counts { _ in true } }

  /// Appends a row.
  package mutating func append(_ name: String) {
    indices.append(Int32(table.index(adding: name)))
  }

  /// Rows of each stratum that meet a condition.
  package func counts(where isCounted: (_ row: Int) -> Bool) -> [Int] {
    var counts = [Int](repeating: 0, count: names.count)
    for (row, index) in indices.enumerated() where isCounted(row) { counts[Int(index)] += 1 }
    return counts
  }
}
