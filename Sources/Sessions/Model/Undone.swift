package import LabelStore

/// Something that was taken back.
package struct Undone: Hashable, Sendable {
  /// Its document, which the annotator holds again.
  package var question: Question
  /// What was done and is taken back.
  package var kind: SessionEvent.Kind
  /// Number of the event that was taken back.
  package var event: Int
  /// Number of the event that took it back.
  package var undo: Int
}
