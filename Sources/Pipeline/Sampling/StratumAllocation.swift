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
  package func counts(_ count: Int, sizes: [Int]) -> [Int] {
    var left = min(count, sizes.reduce(0, +))
    var counts = [Int](repeating: 0, count: sizes.count)
    if left >= sizes.count {
      for h in sizes.indices where sizes[h] > 0 {
        counts[h] = 1
        left -= 1
      }
    }
    // One by one to the stratum that is furthest behind its due (Sainte-Laguë for the
    // proportional allocation); ties go to the first.
    var queue = sizes.indices.filter { counts[$0] < sizes[$0] }
    while left > 0, !queue.isEmpty {
      let step = max(1, left / (2 * queue.count))
      if self == .equal, step > 1 {
        for h in queue {
          let more = min(step, sizes[h] - counts[h])
          counts[h] += more
          left -= more
        }
        queue.removeAll { counts[$0] == sizes[$0] }
        continue
      }
      guard
        let next = queue.min(by: { (due($0, counts, sizes), $0) < (due($1, counts, sizes), $1) })
      else { break }
      counts[next] += 1
      left -= 1
      if counts[next] == sizes[next] { queue.removeAll { $0 == next } }
    }
    return counts
  }

  private func due(_ h: Int, _ counts: [Int], _ sizes: [Int]) -> Double {
    let next = Double(counts[h]) + 0.5
    return self == .equal ? next : next / Double(sizes[h])
  }
}
