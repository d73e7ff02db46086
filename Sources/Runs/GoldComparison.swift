package import LabelModels
package import LabelingCore

/// Labels of vote patterns, to be judged by gold labels of rows.
package struct GoldComparison {
  /// The votes with gold: a pattern per distinct row and gold label.
  package let votes: VotePatterns
  /// The pattern without gold that each of them came from.
  package let origins: [Int]
  /// Whether any row has a gold label.
  let hasGold: Bool
  private let unjudged: VotePatterns

  /// Puts gold labels next to votes, a label per row.
  package init(_ votes: VotePatterns, golds: GoldColumn) {
    (self.votes, origins) = votes.attaching(gold: golds)
    hasGold = golds.hasGold
    unjudged = votes
  }

  /// The rows to score, by the labels and probabilities of the patterns without gold.
  package func rows(labels: [Vote], probabilities: SoftLabels) -> ScoredRows {
    var rows = ScoredRows(
      labelSpace: votes.labelSpace,
      labels: origins.map { labels[$0] },
      gold: votes.gold,
      probabilities: probabilities.selecting(rows: origins),
      counts: votes.counts
    )
    rows.goldSets = votes.goldSetsByPattern
    return rows
  }

  /// The scores of a model's labels and of majority vote; `nil` without gold.
  ///
  /// - Parameters:
  ///   - model: Name of the model.
  ///   - labels: The model's label of each pattern without gold.
  ///   - probabilities: Its probabilities.
  ///   - ties: How majority vote breaks ties.
  /// - Returns: Both on the documents with gold; `nil` without gold.
  /// - Throws: `LabelModelError`.
  package func scores(
    of model: String,
    labels: [Vote],
    probabilities: SoftLabels,
    ties: TieBreaking
  ) throws -> ScoreComparison? {
    guard hasGold else { return nil }
    let majority = try MajorityVote().fitted(to: unjudged)
    let shares = try majority.posteriors(of: unjudged)
    let winners = majority.hardLabels(from: shares, of: unjudged, ties: ties)
    return ScoreComparison(
      (model, rows(labels: labels, probabilities: probabilities)),
      (MajorityVote.name, rows(labels: winners, probabilities: shares))
    )
  }
}
