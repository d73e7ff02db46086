package import LabelingCore

/// Cohen's kappa with quadratic weights: how far two voters agree beyond chance on ratings.
///
/// A disagreement weighs the square of the ranks between the two ratings. Where a voter rated a
/// row several times, the row's weight is spread evenly over its ratings.
/// - SeeAlso: Cohen 1968, doi:10.1037/h0026256
package enum WeightedKappa {
  /// Moments of the ranks that two voters gave the rows they share.
  private struct Moments {
    var rows = 0.0
    var first = 0.0
    var second = 0.0
    var firstSquares = 0.0
    var secondSquares = 0.0
    var products = 0.0

    mutating func add(_ a: Rating, _ b: Rating, weight: Double) {
      let (mean, other) = (a.sum / a.answers, b.sum / b.answers)
      rows += weight
      first += weight * mean
      second += weight * other
      firstSquares += weight * a.squares / a.answers
      secondSquares += weight * b.squares / b.answers
      products += weight * mean * other
    }

    /// 1 − observed / expected squared distance; `nil` where chance allows no distance.
    var kappa: Double? {
      let observed = (firstSquares + secondSquares - 2 * products) / rows
      let expected =
        (firstSquares + secondSquares) / rows - 2 * (first / rows) * (second / rows)
      return expected > 1e-12 ? 1 - observed / expected : nil
    }
  }

  /// A voter's ratings of one row.
  private struct Rating {
    var voter: Int
    var answers = 0.0
    var sum = 0.0
    var squares = 0.0
  }

  /// The mean over pairs of voters, each weighted by the rows it shares; `nil` without any.
  ///
  /// - Complexity: O(sum over patterns of *v*²) for rows of *v* votes.
  package static func mean(of patterns: VotePatterns, scale: RatingScale) -> Double? {
    var pairs: [UInt64: Moments] = [:]
    for x in 0..<patterns.patternCount {
      let ratings = ratings(patterns.entries(of: x), scale)
      let weight = Double(patterns.counts[x])
      for (index, a) in ratings.enumerated() {
        for b in ratings.dropFirst(index + 1) {
          let key = UInt64(a.voter) << 32 | UInt64(b.voter)
          pairs[key, default: Moments()].add(a, b, weight: weight)
        }
      }
    }
    var (sum, rows) = (0.0, 0.0)
    for (_, moments) in pairs.sorted(by: { $0.key < $1.key }) {
      guard let kappa = moments.kappa else { continue }
      sum += kappa * moments.rows
      rows += moments.rows
    }
    return rows > 0 ? sum / rows : nil
  }

  private static func ratings(
    _ row: ArraySlice<VotePatterns.Entry>,
    _ scale: RatingScale
  ) -> [Rating] {
    var ratings: [Rating] = []
    for entry in row {
      if ratings.last?.voter != Int(entry.voter) { ratings.append(Rating(voter: Int(entry.voter))) }
      let rank = Double(scale.ranks[Int(entry.ballot)])
      let count = Double(entry.count)
      ratings[ratings.count - 1].answers += count
      ratings[ratings.count - 1].sum += count * rank
      ratings[ratings.count - 1].squares += count * rank * rank
    }
    return ratings
  }
}
