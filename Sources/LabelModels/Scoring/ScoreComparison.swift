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
    let both = first.rows.gold.indices.filter {
      !first.rows.gold[$0].isAbstain && !first.rows.labels[$0].isAbstain
        && !second.rows.labels[$0].isAbstain
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
    labels = LabelComparison(
      first: first.rows.labels,
      second: second.rows.labels,
      gold: first.rows.gold,
      counts: first.rows.counts
    )
  }

  /// Whether both label the very same documents with gold, so that their own scores compare.
  package var isOfSameDocuments: Bool {
    let both = labels.common?.count ?? 0
    return labels.first.labeledCount == both && labels.second.labeledCount == both
  }
}
