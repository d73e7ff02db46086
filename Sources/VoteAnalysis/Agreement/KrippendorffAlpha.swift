package import LabelingCore

/// Krippendorff's alpha for nominal data: 1 is perfect agreement, 0 what chance gives.
///
/// A missing answer takes no part; a row counts from two answers on. A voter's
/// repeated answers count as answers.
/// - SeeAlso: Hayes & Krippendorff 2007, doi:10.1080/19312450709336664
package enum KrippendorffAlpha {
  /// The alpha of all voters, or `nil` when no two answers can be compared.
  ///
  /// Answers that are all for one class agree perfectly; whether by chance
  /// cannot be told, so that is `nil` too.
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
}
