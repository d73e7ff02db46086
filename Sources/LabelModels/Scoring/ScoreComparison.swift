package import LabelingCore

/// Two predictors judged by the same gold labels: each by itself, and both on common ground.
///
/// A predictor that labels only what is easy has the higher accuracy of its own labels. So both are
/// scored once more on the documents that both label.
package struct ScoreComparison: Hashable, Sendable, Encodable {
  /// One of the predictors.
  package struct Side: Hashable, Sendable, Encodable {
    /// Its name.
    package let name: String
    /// All documents with gold.
    package let report: ScoreReport
    /// The documents with gold that the other labels too.
    package let common: ScoreReport
  }

  /// The one.
  package let first: Side
  /// The other.
  package let second: Side
  /// Their labels on each document.
  package let labels: LabelComparison

  /// Scores two predictors.
  ///
  /// - Parameters:
  ///   - first: Name and predictions of the one.
  ///   - second: Name and predictions of the other, of the same rows, classes and gold labels.
  /// - Complexity: O(*n* · *k* + *k*²).
  package init(
    _ first: (name: String, rows: ScoredRows),
    _ second: (name: String, rows: ScoredRows)
  ) {
    precondition(first.rows.gold == second.rows.gold, "the same rows with the same gold labels")
    precondition(first.rows.labelSpace == second.rows.labelSpace, "the same classes")
    precondition(first.rows.goldSets == second.rows.goldSets, "the same sets of gold")
    let judged = first.rows.gold.indices.filter { first.rows.truth(ofRow: $0) != nil }
    let both = judged.filter {
      first.rows.isRight(row: $0) != nil && second.rows.isRight(row: $0) != nil
    }
    func side(_ side: (name: String, rows: ScoredRows)) -> Side {
      Side(
        name: side.name,
        report: ScoreReport(of: side.rows),
        common: ScoreReport(of: side.rows.selecting(both))
      )
    }
    self.first = side(first)
    self.second = side(second)
    var tally = LabelComparison.Tally()
    for row in judged {
      tally.add(
        firstIsRight: first.rows.isRight(row: row),
        secondIsRight: second.rows.isRight(row: row),
        count: first.rows.counts?[row] ?? 1
      )
    }
    labels = LabelComparison(tally)
  }

  /// Whether both label the very same documents with gold, so that their own scores compare.
  package var isOfSameDocuments: Bool {
    let both = labels.common?.count ?? 0
    return labels.first.labeledCount == both && labels.second.labeledCount == both
  }
}
