package import LabelingCore

/// Predictions of several classes a document next to gold labels: what ``LabelSetReport`` looks at.
///
/// A row may stand for several equal ones. Rows whose gold labels are unknown take no part in any
/// score.
package struct LabelSetRows: Hashable, Sendable {
  /// The classes, *k*.
  package let labelSpace: LabelSpace
  /// Classes that each row got, ascending; `nil` where it got no labels, not even none.
  package let labels: [[Int]?]
  /// Classes of each row by gold, ascending; `nil` where they are unknown.
  package let gold: [[Int]?]
  /// Probability of each class on each row, where there are any.
  package let probabilities: SoftLabels?
  /// Rows of whose probabilities nothing is known; `nil` when all have some.
  package var lacksProbabilities: [Bool]?
  /// How many rows each row stands for; `nil` counts each as 1.
  package let counts: [Int]?

  /// Puts predictions and gold labels side by side; all are in the same order.
  package init(
    labelSpace: LabelSpace,
    labels: [[Int]?],
    gold: [[Int]?],
    probabilities: SoftLabels? = nil,
    counts: [Int]? = nil
  ) {
    precondition(labels.count == gold.count, "gold labels per row, or nil")
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
}
