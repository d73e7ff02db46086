/// Which subset each row goes to where rows have several labels: each label in proportion.
///
/// The rarest label is dealt out first, each of its rows where the label lacks most; what that does
/// to the other labels is counted. Label by label the subsets get their shares but for rounding,
/// where strata of whole sets of labels would be too many and too small.
/// - SeeAlso: Sechidis, Tsoumakas & Vlahavas 2011, doi:10.1007/978-3-642-23808-6_10
package struct IterativeStratification {
  /// Rows that stay together.
  private struct Unit {
    var rows: [Int] = []
    /// How many of the rows have each label.
    var counts: [Int: Int] = [:]
  }

  private var units: [Unit] = []
  private let sizes: [Int]
  private let rowCount: Int

  /// Takes rows with their labels.
  ///
  /// - Parameters:
  ///   - strata: Which set of labels each row has.
  ///   - labels: The labels of each set; at least one, such as one that stands for having none.
  ///   - labelCount: Number of labels.
  ///   - clusters: Cluster of each row, by its first row; rows of a cluster stay together.
  package init(strata: [Int32], labels: [[Int]], labelCount: Int, clusters: [Int]) {
    var units: [Int: Unit] = [:]
    var sizes = [Int](repeating: 0, count: labelCount)
    for (row, stratum) in strata.enumerated() {
      var unit = units[clusters[row]] ?? Unit()
      unit.rows.append(row)
      for label in labels[Int(stratum)] {
        unit.counts[label, default: 0] += 1
        sizes[label] += 1
      }
      units[clusters[row]] = unit
    }
    self.units = units.sorted { $0.key < $1.key }.map(\.value)
    self.sizes = sizes
    rowCount = strata.count
  }

  /// Deals the rows out.
  ///
  /// - Parameters:
  ///   - shares: Share of each subset; they sum to 1.
  ///   - generator: Where random numbers come from; they decide between equals alone, and the order
  ///     of rows with the same label.
  /// - Returns: A subset per row.
  /// - Complexity: O(labels² + Σ labels of rows · subsets).
  package func subsets(
    shares: [Double],
    using generator: inout some RandomNumberGenerator
  ) -> [Int] {
    var order = Array(units.indices)
    order.shuffle(using: &generator)
    // Large clusters first, while there is room for them.
    let rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    order.sort {
      (units[$1].rows.count, rank[$0] ?? 0) < (units[$0].rows.count, rank[$1] ?? 0)
    }
    var unitsOfLabel = [[Int]](repeating: [], count: sizes.count)
    for unit in order {
      for label in units[unit].counts.keys { unitsOfLabel[label].append(unit) }
    }
    var missing = shares.map { share in sizes.map { Double($0) * share } }
    var missingRows = shares.map { $0 * Double(rowCount) }
    var left = sizes
    var subsetOfUnit = [Int](repeating: -1, count: units.count)
    while let label = left.indices.filter({ left[$0] > 0 }).min(by: {
      (left[$0], $0) < (left[$1], $1)
    }) {
      for unit in unitsOfLabel[label] where subsetOfUnit[unit] < 0 {
        let subset = Self.neediest(
          missing.map { $0[label] },
          missingRows,
          using: &generator
        )
        subsetOfUnit[unit] = subset
        for (other, count) in units[unit].counts {
          missing[subset][other] -= Double(count)
          left[other] -= count
        }
        missingRows[subset] -= Double(units[unit].rows.count)
      }
    }
    var subsets = [Int](repeating: 0, count: rowCount)
    for (unit, subset) in zip(units, subsetOfUnit) {
      for row in unit.rows { subsets[row] = max(subset, 0) }
    }
    return subsets
  }

  /// The subset that lacks most of a label; of equals, most rows; of equals again, one at random.
  private static func neediest(
    _ missing: [Double],
    _ missingRows: [Double],
    using generator: inout some RandomNumberGenerator
  ) -> Int {
    // What sums of rounded shares differ by is no need.
    let slack = 1e-9
    func best(of subsets: [Int], by needs: [Double]) -> [Int] {
      let most = subsets.map { needs[$0] }.max() ?? 0
      return subsets.filter { needs[$0] >= most - slack }
    }
    let equals = best(of: best(of: Array(missing.indices), by: missing), by: missingRows)
    return equals.count == 1
      ? equals[0] : equals[Int.random(in: equals.indices, using: &generator)]
  }
}
