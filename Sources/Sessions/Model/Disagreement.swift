package import LabelingCore

/// A document whose annotators disagree.
package struct Disagreement: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// Its id.
  package var id: String
  /// The answers.
  package var answers: [GivenAnswer]
  /// How it was settled; `nil` while it is not.
  package var adjudication: LabelAnswer?
}
