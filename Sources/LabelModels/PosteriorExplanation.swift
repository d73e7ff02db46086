/// One pattern's posterior as a sum of log scores, part by part.
///
/// Prior and contributions add up to log scores whose softmax is `raw`; the
/// posterior is (1 − blend − gate) · `raw` + blend · `voteShares` + gate · `independent`, times
/// `balanceFactors` where a balance was declared, within the set that gold names, or the gold
/// label.
package struct PosteriorExplanation: Hashable, Sendable, Codable {
  /// What one vote adds to each class' log score.
  package struct Contribution: Hashable, Sendable, Codable {
    /// Index of the voter.
    package var voter: Int
    /// The classes that it speaks for, ascending.
    package var classes: [Int]
    /// Its level of confidence, 0 for the least sure; `nil` without one.
    package var level: Int?
    /// Log score per class.
    package var scores: [Double]
  }

  /// Log score of each class before any vote.
  package var prior: [Double]
  /// The votes in order; a vote given twice stands there twice.
  package var contributions: [Contribution]
  /// Softmax of the sum of prior and contributions.
  package var raw: [Double]
  /// Smoothed vote shares, where the model blends them in.
  package var voteShares: [Double]?
  /// Weight of the vote shares.
  package var blend = 0.0
  /// Posterior by Dawid and Skene's model, where the gate gives it a say.
  package var independent: [Double]?
  /// Its weight.
  package var gate = 0.0
  /// What a declared balance multiplies each class by.
  package var balanceFactors: [Double]?
  /// Index of the gold class, if the document has one.
  package var gold: Int?
  /// The classes that the truth is among, if gold is a set of them; the posterior is within it.
  package var goldSet: [Int]?
  /// The probabilities shown.
  package var posterior: [Double]

  /// Log-odds of a class against another one: the prior, then each vote.
  package func logOdds(of first: Int, against second: Int) -> (prior: Double, votes: [Double]) {
    (
      prior[first] - prior[second],
      contributions.map { $0.scores[first] - $0.scores[second] }
    )
  }

  /// The class with the largest posterior and the runner-up.
  package var leaders: (first: Int, second: Int?) {
    let order = posterior.indices.sorted {
      posterior[$0] != posterior[$1] ? posterior[$0] > posterior[$1] : $0 < $1
    }
    return (order.first ?? 0, order.dropFirst().first)
  }
}
