package import LabelingCore

/// Labels of several classes a document by id, and probabilities where the file has them.
package struct LabelSetTable: Hashable, Sendable {
  /// The classes.
  package let labelSpace: LabelSpace
  /// Document ids, in row order; unique.
  package let ids: [String]
  /// Classes of each row, ascending; `nil` where it has no labels, not even none.
  package let labels: [[Int]?]
  /// Probability of each class on each row; `nil` when the file has none.
  package let probabilities: SoftLabels?
}
