package import LabelingCore

/// Labels on one level of a tree of classes: how often the place that they lie in there is right.
///
/// Gold that does not reach the level, as a set of classes from several groups, is not judged on
/// it. A label that stops above it is no label here; a class that is not as deep as the truth is a
/// wrong one.
package struct TreeLevelScore: Hashable, Sendable, Codable {
  /// The level, 1 for the groups at the top.
  package var level: Int
  /// Accuracy and coverage on it.
  package var labels: LabelAccuracy

  /// Describes a level.
  package init(level: Int, labels: LabelAccuracy) {
    self.level = level
    self.labels = labels
  }
}
