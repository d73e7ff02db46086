internal import LabelingCore

/// Rows that were drawn, in corpus order, and how probable that was.
package struct DrawnRows: Hashable, Sendable {
  /// The rows; ascending.
  package private(set) var rows: [Int] = []
  /// The first-order inclusion probability of each of them; exact but for rows that were drawn by
  /// their labels, see ``init(where:)``.
  package private(set) var probabilities: [Double] = []

  /// Takes rows that were drawn so that each of their labels has about its share.
  ///
  /// The share of all rows stands for each chance. It is not exact where labels are rare: rounding
  /// their shares may leave them out.
  init(where isDrawn: [Bool]) {
    rows = isDrawn.indices.filter { isDrawn[$0] }
    let share = isDrawn.isEmpty ? 0 : Double(rows.count) / Double(isDrawn.count)
    probabilities = rows.map { _ in share }
  }

  /// Draws without replacement, each set of rows as likely as any other of its size.
  ///
  /// - Parameters:
  ///   - count: Rows to draw; of fewer, all.
  ///   - rowCount: Number of rows.
  ///   - generator: Where random numbers come from.
  package init(
    _ count: Int,
    of rowCount: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    let strata = [Int32](repeating: 0, count: rowCount)
    self.init(counts: [min(count, rowCount)], strata: strata, using: &generator)
  }

  /// Draws this many rows of each stratum, without replacement.
  ///
  /// Selection sampling: a row is taken with the probability that is still needed.
  /// - Parameters:
  ///   - counts: Rows to draw of each stratum; at most as many as it has.
  ///   - strata: Stratum of each row.
  ///   - generator: Where random numbers come from.
  /// - SeeAlso: Fan, Muller & Rezucha 1962, doi:10.1080/01621459.1962.10480667
  package init(
    counts: [Int],
    strata: [Int32],
    using generator: inout some RandomNumberGenerator
  ) {
    var left = [Int](repeating: 0, count: counts.count)
    for stratum in strata { left[Int(stratum)] += 1 }
    let shares = zip(counts, left).map { $1 == 0 ? 0 : Double($0) / Double($1) }
    var needed = counts
    for (row, stratum) in strata.enumerated() {
      let h = Int(stratum)
      if Int.random(in: 0..<left[h], using: &generator) < needed[h] {
        needed[h] -= 1
        rows.append(row)
        probabilities.append(shares[h])
      }
      left[h] -= 1
    }
  }

  /// Draws without replacement with probabilities proportional to weights.
  ///
  /// Systematic sampling in random order, which, unlike drawing one after the other by
  /// weight, has exact inclusion probabilities: `count` · *w* / Σ *w*, and 1 for rows
  /// whose share would be larger. Rows of weight 0 are never drawn.
  /// - Parameters:
  ///   - count: Rows to draw; of fewer with a weight above 0, these.
  ///   - weights: A finite weight of at least 0 per row.
  ///   - generator: Where random numbers come from.
  /// - SeeAlso: Hartley & Rao 1962, doi:10.1214/aoms/1177704564
  package init(
    _ count: Int,
    weights: [Double],
    using generator: inout some RandomNumberGenerator
  ) {
    var inclusion = Self.inclusion(count, weights)
    var order = weights.indices.filter { inclusion[$0] > 0 && inclusion[$0] < 1 }
    order.shuffle(using: &generator)
    let start = Double.random(in: 0..<1, using: &generator)
    let target = order.reduce(0.0) { $0 + inclusion[$1] }.rounded()
    var sum = 0.0
    var taken = 0.0
    var isDrawn = inclusion.map { $0 == 1 }
    for (place, row) in order.enumerated() {
      sum += inclusion[row]
      // Rounding must not cost the last row.
      let isLast = taken + 1 == target && place == order.count - 1
      if taken < target, sum > start + taken || isLast {
        isDrawn[row] = true
        taken += 1
      }
    }
    rows = isDrawn.indices.filter { isDrawn[$0] }
    probabilities = rows.map { inclusion[$0] }
    inclusion = []
  }

  /// Probabilities that sum to the count; what would exceed 1 is 1.
  private static func inclusion(_ count: Int, _ weights: [Double]) -> [Double] {
    let positive = weights.indices.filter { weights[$0] > 0 }
    var inclusion = [Double](repeating: 0, count: weights.count)
    // From the heaviest on: those that are certain are certain whatever comes behind.
    let order = positive.sorted { (weights[$1], $0) < (weights[$0], $1) }
    // Sums from the lightest on, so that none is the difference of two large ones.
    var tails = [Double](repeating: 0, count: order.count + 1)
    for place in order.indices.reversed() {
      tails[place] = tails[place + 1] + weights[order[place]]
    }
    var left = min(count, positive.count)
    var place = 0
    while place < order.count, Double(left) * weights[order[place]] >= tails[place], left > 0 {
      inclusion[order[place]] = 1
      left -= 1
      place += 1
    }
    for row in order[place...] {
      inclusion[row] = Double(left) * weights[row] / tails[place]
    }
    return inclusion
  }
}
