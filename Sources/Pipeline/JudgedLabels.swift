internal import LabelModels
internal import LabelingCore

/// Labels of vote patterns, to be judged by gold labels of rows.
struct JudgedLabels {
  /// The votes with gold: a pattern per distinct row and gold label.
  let votes: VotePatterns
  /// The pattern without gold that each of them came from.
  let origins: [Int]
  /// Whether any row has a gold label.
  let hasGold: Bool
  private let unjudged: VotePatterns

  /// Puts gold labels beside votes, a label per row.
  init(_ votes: VotePatterns, golds: [Vote]) {
    (self.votes, origins) = votes.attaching(gold: golds)
    hasGold = golds.contains { !$0.isAbstain }
    unjudged = votes
  }

  /// The rows to score, by the labels and probabilities of the patterns without gold.
  func rows(labels: [Vote], probabilities: SoftLabels) -> ScoredRows {
    ScoredRows(
      labelSpace: votes.labelSpace,
      labels: origins.map { labels[$0] },
      gold: votes.gold,
      probabilities: probabilities.selecting(rows: origins),
      counts: votes.counts
    )
  }

  /// The scores of labels; `nil` without gold.
  func score(labels: [Vote], probabilities: SoftLabels) -> ScoreReport? {
    hasGold ? ScoreReport(of: rows(labels: labels, probabilities: probabilities)) : nil
  }

  /// The scores of majority vote on the same rows; `nil` without gold.
  ///
  /// - Throws: `LabelModelError`.
  func majorityScore(ties: TieBreaking) throws -> ScoreReport? {
    guard hasGold else { return nil }
    let majority = try MajorityVote().fitted(to: unjudged)
    let probabilities = try majority.posteriors(of: unjudged)
    return score(
      labels: majority.hardLabels(from: probabilities, of: unjudged, ties: ties),
      probabilities: probabilities
    )
  }
}
