internal import EndModels

extension FeatureMatrix {
  /// The sum of the given rows, a number per column.
  ///
  /// - Complexity: O(columns + entries of the rows).
  func sum(of rows: [Int32]) -> [Float] {
    var sum = [Float](repeating: 0, count: columnCount)
    for row in rows {
      for entry in starts[Int(row)]..<starts[Int(row) + 1] {
        sum[Int(columns[entry])] += values[entry]
      }
    }
    return sum
  }

  /// The products of the given rows with a number per column.
  ///
  /// - Complexity: O(entries of the rows).
  func products(of rows: [Int32], with weights: [Float]) -> [Float] {
    weights.withUnsafeBufferPointer { weights in
      columns.withUnsafeBufferPointer { columns in
        values.withUnsafeBufferPointer { values in
          rows.map { row in
            var sum: Float = 0
            for entry in starts[Int(row)]..<starts[Int(row) + 1] {
              sum += values[entry] * weights[Int(columns[entry])]
            }
            return sum
          }
        }
      }
    }
  }

  /// Whether a document has no features at all.
  func isEmpty(_ row: Int32) -> Bool { starts[Int(row)] == starts[Int(row) + 1] }

  /// Writes a row into numbers per column, or takes it out again.
  func scatter(_ row: Int32, into weights: inout [Float], erasing: Bool = false) {
    for entry in starts[Int(row)]..<starts[Int(row) + 1] {
      weights[Int(columns[entry])] = erasing ? 0 : values[entry]
    }
  }
}
