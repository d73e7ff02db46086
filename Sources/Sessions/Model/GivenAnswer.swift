package import LabelingCore

/// An annotator's current answer.
package struct GivenAnswer: Hashable, Sendable {
  /// Who answered.
  package var annotator: Annotator
  /// What it says.
  package var says: LabelAnswer
}
