package import LabelingCore

/// Labels that stop at a group where none of its classes is probable enough.
package struct CoarseLabels: Hashable, Sendable {
  /// The groups.
  package var tree: LabelTree
  /// The probability that a label has at least, above 0.5.
  package var threshold: Double

  /// Describes the labels.
  package init(tree: LabelTree, threshold: Double) {
    self.tree = tree
    self.threshold = threshold
  }
}
