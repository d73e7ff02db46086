/// How many rows are drawn of each stratum.
package enum StratumAllocation: String, CaseIterable, Sendable {
  /// In proportion to its size, and at least one where the count allows it.
  case proportional
  /// The same number of each; what a small stratum lacks goes to the others.
  case equal

  /// The rows of each stratum; their sum is `count`, or all rows when there are fewer.
  ///
  /// - Parameters:
  ///   - count: Rows to draw.
  ///   - sizes: Rows of each stratum.
  /// - Returns: A number per stratum, at most its size.
  /// - Complexity: O(strata · log strata).
  package func counts(_ count: Int, sizes: [Int]) -> [Int] {
    let wanted = min(count, sizes.reduce(0, +))
    let least = wanted >= sizes.count ? 1 : 0
    // Each next row goes to the stratum that is furthest behind its due (Sainte-Laguë for the
    // proportional allocation): first all rows that are due below a bound, then those at it.
    var (low, high) = (0.0, Double(sizes.max() ?? 0) + 1)
    for _ in 0..<64 {
      let middle = (low + high) / 2
      if counts(below: middle, sizes, least).reduce(0, +) <= wanted {
        low = middle
      } else {
        high = middle
      }
    }
    var counts = counts(below: low, sizes, least)
    let left = wanted - counts.reduce(0, +)
    let open = sizes.indices.filter { counts[$0] < sizes[$0] }
    let next = open.sorted { (due($0, counts, sizes), $0) < (due($1, counts, sizes), $1) }
    for h in next.prefix(left) { counts[h] += 1 }
    return counts
  }

  /// The rows of each stratum that are due below a bound, and the least of each.
  private func counts(below bound: Double, _ sizes: [Int], _ least: Int) -> [Int] {
    sizes.map { size in
      let rows = bound * (self == .equal ? 1 : Double(size)) - 0.5
      return min(size, max(least, Int(rows.rounded(.up))))
    }
  }

  private func due(_ h: Int, _ counts: [Int], _ sizes: [Int]) -> Double {
    let next = Double(counts[h]) + 0.5
    return self == .equal ? next : next / Double(sizes[h])
  }
}
