package import LabelingCore

/// Predictions next to gold labels: what ``ScoreReport`` looks at.
///
/// A row may stand for several equal ones. Rows whose gold label is unknown
/// take no part in any score.
package struct ScoredRows: Hashable, Sendable {
  /// The classes, *k*.
  package let labelSpace: LabelSpace
  /// Hard label of each row; abstain where there is none.
  package let labels: [Vote]
  /// Gold label of each row; abstain where unknown.
  package let gold: [Vote]
  /// Probabilities of each row, where there are any.
  package let probabilities: SoftLabels?
  /// Rows of whose probabilities nothing is known; `nil` when all have some.
  package var lacksProbabilities: [Bool]?
  /// How many rows each row stands for; `nil` counts each as 1.
  package let counts: [Int]?

  /// Puts predictions and gold labels side by side; all are in the same order.
  package init(
    labelSpace: LabelSpace,
    labels: [Vote],
    gold: [Vote],
    probabilities: SoftLabels? = nil,
    counts: [Int]? = nil
  ) {
    precondition(labels.count == gold.count, "a gold label per row, or abstain")
    precondition(counts.map { $0.count == gold.count } ?? true, "a count per row")
    if let probabilities {
      precondition(probabilities.rowCount == gold.count, "probabilities per row")
      precondition(probabilities.classCount == labelSpace.classCount, "a probability per class")
    }
    self.labelSpace = labelSpace
    self.labels = labels
    self.gold = gold
    self.probabilities = probabilities
    self.counts = counts
  }

  /// Takes the hard labels from the probabilities.
  package init(
    labelSpace: LabelSpace,
    probabilities: SoftLabels,
    gold: [Vote],
    counts: [Int]? = nil,
    ties: TieBreaking = .abstain
  ) {
    self.init(
      labelSpace: labelSpace,
      labels: (0..<probabilities.rowCount).map { ties.label(of: probabilities[row: $0]) },
      gold: gold,
      probabilities: probabilities,
      counts: counts
    )
  }

  /// Some of the rows.
  package func selecting(_ rows: [Int]) -> ScoredRows {
    var chosen = ScoredRows(
      labelSpace: labelSpace,
      labels: rows.map { labels[$0] },
      gold: rows.map { gold[$0] },
      probabilities: probabilities?.selecting(rows: rows),
      counts: counts.map { counts in rows.map { counts[$0] } }
    )
    chosen.lacksProbabilities = lacksProbabilities.map { lacks in rows.map { lacks[$0] } }
    return chosen
  }

  /// Calls `body` with each row of known gold and the number of rows it stands for.
  func forEachJudged(_ body: (_ row: Int, _ gold: Int, _ count: Int) -> Void) {
    for (i, gold) in gold.enumerated() where !gold.isAbstain {
      body(i, gold.classIndex, counts?[i] ?? 1)
    }
  }
}
