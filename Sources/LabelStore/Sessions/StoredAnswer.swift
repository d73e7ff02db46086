package import LabelingCore

/// An annotator's current answer to a document.
package struct StoredAnswer: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// Number of the annotator.
  package var annotator: Int
  /// The event it is from.
  package var event: Int
  /// What it says.
  package var says: LabelAnswer
  /// Whether the document was skipped.
  package var isSkip: Bool { says.isSkip }

  /// Describes an answer.
  package init(document: Int, annotator: Int, event: Int, says: LabelAnswer) {
    self.document = document
    self.annotator = annotator
    self.event = event
    self.says = says
  }

  /// The answer of an event.
  init(of event: SessionEvent) {
    self.init(
      document: event.document,
      annotator: event.annotator,
      event: event.number,
      says: event.says
    )
  }
}
