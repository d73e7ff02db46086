package import LabelingCore

/// Fleiss' kappa: how far many voters agree beyond chance.
///
/// Fleiss asks for the same number of answers on every row; here each row with
/// at least two counts alike, whatever their number, and chance is estimated
/// from the answers of those rows. With equal numbers it is Fleiss' formula.
/// - SeeAlso: Fleiss 1971, doi:10.1037/h0031619
package enum FleissKappa {
  /// The kappa of all voters; `nil` when no row has two answers or all are for one class.
  ///
  /// - Complexity: O(*e* + *patterns* · *k*).
  package static func value(of patterns: VotePatterns) -> Double? {
    let k = patterns.labelSpace.classCount
    var classTotals = [Double](repeating: 0, count: k)
    var (rows, agreement) = (0.0, 0.0)
    AnswerTallies.forEach(of: patterns) { x, votes, total in
      guard total > 1 else { return }
      let weight = Double(patterns.counts[x])
      var pairs = 0.0
      for c in 0..<k where votes[c] > 0 {
        classTotals[c] += weight * votes[c]
        pairs += votes[c] * (votes[c] - 1)
      }
      rows += weight
      agreement += weight * pairs / (total * (total - 1))
    }
    guard rows > 0 else { return nil }
    let answers = classTotals.reduce(0, +)
    let chance = classTotals.reduce(0) { $0 + $1 * $1 } / (answers * answers)
    guard chance < 1 else { return nil }
    return (agreement / rows - chance) / (1 - chance)
  }
}
