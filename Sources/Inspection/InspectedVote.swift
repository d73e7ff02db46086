package import LabelingCore

/// What a function says of a document.
package struct InspectedVote: Hashable, Sendable {
  /// Indices of the classes that it names, one of which is true.
  package let classes: [Int]
  /// It as files have it: the name of a class, or a ballot with its signs.
  package let text: String

  /// The class, where it names one.
  package var classIndex: Int? { classes.count == 1 ? classes[0] : nil }

  /// Whether it is right where the truth is a class.
  package func holds(_ truth: Vote) -> Bool { classes.contains(truth.classIndex) }
}
