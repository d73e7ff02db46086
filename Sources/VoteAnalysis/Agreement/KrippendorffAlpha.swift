package import LabelingCore

/// Krippendorff's alpha: 1 is perfect agreement, 0 what chance gives.
///
/// A missing answer takes no part; a row counts from two answers on. A voter's
/// repeated answers count as answers.
/// - SeeAlso: Hayes & Krippendorff 2007, doi:10.1080/19312450709336664
package enum KrippendorffAlpha {
  /// How far apart two answers are.
  package enum Metric: Hashable, Sendable {
    /// By the answers that lie between them in the order.
    case ordinal(RatingScale)
    /// By the difference of their values.
    case interval(RatingScale)
  }

  /// The alpha of all voters for nominal data, or `nil` when no two answers can be compared.
  ///
  /// Answers that are all for one class agree perfectly; whether by chance
  /// is unknown, so that is `nil` too.
  /// - Complexity: O(*e* + *patterns* · *k*).
  package static func value(of patterns: VotePatterns) -> Double? {
    let k = patterns.labelSpace.classCount
    var classTotals = [Double](repeating: 0, count: k)
    var agreeing = 0.0
    AnswerTallies.forEach(of: patterns) { x, votes, total in
      guard total > 1 else { return }
      let weight = Double(patterns.counts[x])
      var pairs = 0.0
      for c in 0..<k where votes[c] > 0 {
        classTotals[c] += weight * votes[c]
        pairs += votes[c] * (votes[c] - 1)
      }
      agreeing += weight * pairs / (total - 1)
    }
    let n = classTotals.reduce(0, +)
    let expected = n * n - classTotals.reduce(0) { $0 + $1 * $1 }
    guard expected > 0 else { return nil }
    return 1 - (n - 1) * (n - agreeing) / expected
  }

  /// The alpha of all voters for ratings, or `nil` when no two answers can be compared.
  ///
  /// - Complexity: O(*patterns* · *k*²).
  package static func value(of patterns: VotePatterns, metric: Metric) -> Double? {
    let k = patterns.labelSpace.classCount
    var totals = [Double](repeating: 0, count: k)
    var coincidences = [Double](repeating: 0, count: k * k)
    AnswerTallies.forEach(of: patterns) { x, votes, total in
      guard total > 1 else { return }
      let weight = Double(patterns.counts[x])
      for c in 0..<k where votes[c] > 0 {
        totals[c] += weight * votes[c]
        for d in 0..<k where d != c {
          coincidences[c * k + d] += weight * votes[c] * votes[d] / (total - 1)
        }
      }
    }
    let places = positions(metric, totals)
    var (observed, expected) = (0.0, 0.0)
    for c in 0..<k {
      for d in 0..<k {
        let distance = (places[c] - places[d]) * (places[c] - places[d])
        observed += coincidences[c * k + d] * distance
        expected += totals[c] * totals[d] * distance
      }
    }
    guard expected > 0 else { return nil }
    return 1 - (totals.reduce(0, +) - 1) * observed / expected
  }

  /// Places on a line whose squared distances are the metric's.
  ///
  /// The ordinal distance of two ratings is the answers from the one to the other, those of the
  /// two counted half: the difference of the answers up to the middle of each.
  private static func positions(_ metric: Metric, _ totals: [Double]) -> [Double] {
    guard case .ordinal(let scale) = metric else {
      if case .interval(let scale) = metric { return scale.values }
      return []
    }
    var ofRank = [Double](repeating: 0, count: scale.names.count)
    for (c, total) in totals.enumerated() { ofRank[scale.ranks[c]] += total }
    var below = 0.0
    let middles = ofRank.map { total in
      defer { below += total }
      return below + total / 2
    }
    return scale.ranks.map { middles[$0] }
  }
}
