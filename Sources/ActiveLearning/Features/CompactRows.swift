internal import EndModels

/// Some sparse rows, with their columns renumbered so that none is empty.
struct CompactRows {
  private(set) var starts = [0]
  private(set) var columns: [Int32] = []
  private(set) var values: [Float] = []
  private(set) var columnCount = 0

  init(of rows: [Int32], in features: FeatureMatrix) {
    var numbers = [Int32](repeating: -1, count: features.columnCount)
    for row in rows {
      for entry in features.starts[Int(row)]..<features.starts[Int(row) + 1] {
        let column = Int(features.columns[entry])
        if numbers[column] < 0 {
          numbers[column] = Int32(truncatingIfNeeded: columnCount)
          columnCount += 1
        }
        columns.append(numbers[column])
        values.append(features.values[entry])
      }
      starts.append(columns.count)
    }
  }

  var rowCount: Int { starts.count - 1 }

  /// The products of a row with every cluster's center.
  func products(
    ofRow row: Int,
    with centers: [Float],
    stride: Int,
    into products: inout [Float]
  ) {
    products.withUnsafeMutableBufferPointer { products in
      centers.withUnsafeBufferPointer { centers in
        products.update(repeating: 0)
        for entry in starts[row]..<starts[row + 1] {
          let value = values[entry]
          let base = Int(columns[entry]) * stride
          for cluster in 0..<stride { products[cluster] += value * centers[base + cluster] }
        }
      }
    }
  }

  /// The sum of each cluster's rows, and how many it has.
  func sums(by assignment: [Int], stride: Int) -> (sums: [Float], sizes: [Int]) {
    var sums = [Float](repeating: 0, count: columnCount * stride)
    var sizes = [Int](repeating: 0, count: stride)
    for row in 0..<rowCount {
      sizes[assignment[row]] += 1
      for entry in starts[row]..<starts[row + 1] {
        sums[Int(columns[entry]) * stride + assignment[row]] += values[entry]
      }
    }
    return (sums, sizes)
  }

  /// Scales each cluster's center to length 1.
  func normalize(_ centers: inout [Float], stride: Int) {
    var squares = [Float](repeating: 0, count: stride)
    for column in 0..<columnCount {
      for cluster in 0..<stride {
        squares[cluster] += centers[column * stride + cluster] * centers[column * stride + cluster]
      }
    }
    let scales = squares.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    for column in 0..<columnCount {
      for cluster in 0..<stride { centers[column * stride + cluster] *= scales[cluster] }
    }
  }

  /// Rows to start clusters from, drawn far from each other (k-means++).
  func spreadRows(_ count: Int, using generator: inout some RandomNumberGenerator) -> [Int] {
    var chosen = [Draw.below(rowCount, using: &generator)]
    var distances = [Float](repeating: 1, count: rowCount)
    var center = [Float](repeating: 0, count: columnCount)
    while chosen.count < count, let last = chosen.last {
      for entry in starts[last]..<starts[last + 1] { center[Int(columns[entry])] = values[entry] }
      var total = 0.0
      for row in 0..<rowCount {
        var product: Float = 0
        for entry in starts[row]..<starts[row + 1] {
          product += values[entry] * center[Int(columns[entry])]
        }
        distances[row] = min(distances[row], max(0, 1 - product))
        total += Double(distances[row])
      }
      for entry in starts[last]..<starts[last + 1] { center[Int(columns[entry])] = 0 }
      var rest = Draw.unit(using: &generator) * total
      var pick = rowCount - 1
      for row in 0..<rowCount {
        rest -= Double(distances[row])
        if rest < 0 {
          pick = row
          break
        }
      }
      chosen.append(pick)
    }
    return chosen
  }
}
