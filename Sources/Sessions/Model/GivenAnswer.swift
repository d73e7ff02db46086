package import LabelingCore

/// An annotator's current answer.
package struct GivenAnswer: Hashable, Sendable {
  /// Who answered.
  package var annotator: Annotator
  /// The class; abstain for a document that was skipped.
  package var vote: Vote
  /// Whether the class was refused.
  package var isRejection: Bool
}
