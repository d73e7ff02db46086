/// Something that was taken back.
package struct Undone: Hashable, Sendable {
  /// Its document, which the annotator holds again.
  package var question: Question
  /// Number of the event that was taken back.
  package var event: Int
  /// Number of the event that took it back.
  package var undo: Int
}
