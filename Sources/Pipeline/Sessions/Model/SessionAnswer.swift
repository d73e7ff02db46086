package import LabelingCore

/// What an annotator says about a document.
package struct SessionAnswer: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// The class.
  package var vote: Vote
  /// Whether the document is said not to be of the class.
  package var isRejection = false
  /// How long the annotator looked at it.
  package var duration: Duration?

  /// Gives a document a class.
  package init(document: Int, vote: Vote, isRejection: Bool = false, duration: Duration? = nil) {
    self.document = document
    self.vote = vote
    self.isRejection = isRejection
    self.duration = duration
  }
}
