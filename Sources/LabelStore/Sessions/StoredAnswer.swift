/// An annotator's current answer to a document.
package struct StoredAnswer: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// Number of the annotator.
  package var annotator: Int
  /// The event it is from.
  package var event: Int
  /// Index of the class; `nil` for a document that was skipped.
  package var classIndex: Int?
  /// Whether the class was refused.
  package var isRejection: Bool

  /// Describes an answer.
  package init(document: Int, annotator: Int, event: Int, classIndex: Int?, isRejection: Bool) {
    self.document = document
    self.annotator = annotator
    self.event = event
    self.classIndex = classIndex
    self.isRejection = isRejection
  }

  /// The answer of an event.
  init(of event: SessionEvent) {
    self.init(
      document: event.document,
      annotator: event.annotator,
      event: event.number,
      classIndex: event.classIndex,
      isRejection: event.isRejection
    )
  }
}
