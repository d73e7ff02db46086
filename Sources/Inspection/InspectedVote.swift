internal import LabelingCore

/// What a function says of a document.
package struct InspectedVote: Hashable, Sendable {
  /// Indices of the classes that it names, one of which is true; where documents have several, the
  /// statements that it makes.
  package let classes: [Int]
  /// It as files have it: the name of a class, or a ballot with its signs.
  package let text: String

  /// The class, where it names one.
  package var classIndex: Int? { classes.count == 1 ? classes[0] : nil }

  /// Whether it is right by a label: a class, or where documents have several a statement about
  /// each.
  func isRight(by label: [Int], _ labels: LabelKind) -> Bool {
    BallotRecord(classes: classes).isRight(by: BallotRecord(classes: label), labels)
  }
}
