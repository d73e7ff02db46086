package import LabelingCore

/// Predictions by id: hard labels and, where the file has them, probabilities.
package struct PredictionTable: Hashable, Sendable {
  /// The classes.
  package let labelSpace: LabelSpace
  /// Document ids, in row order; unique.
  package let ids: [String]
  /// Hard label of each row; abstain where there is none.
  package let labels: [Vote]
  /// The classes of the group, or set, that a row's label names, by row; ``labels`` abstains there.
  package let groupLabels: [Int: [Int]]
  /// Probabilities of each row; `nil` when the file has none.
  package let probabilities: SoftLabels?

  /// Puts predictions together; all are in the same order.
  package init(
    labelSpace: LabelSpace,
    ids: [String],
    labels: [Vote],
    groupLabels: [Int: [Int]] = [:],
    probabilities: SoftLabels?
  ) {
    self.labelSpace = labelSpace
    self.ids = ids
    self.labels = labels
    self.groupLabels = groupLabels
    self.probabilities = probabilities
  }
}
