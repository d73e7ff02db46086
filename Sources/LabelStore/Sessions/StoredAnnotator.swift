/// A person who answers.
package struct StoredAnnotator: Hashable, Sendable {
  /// Number within the session.
  package var number: Int
  /// Unique name.
  package var name: String
  /// Hash of the token that lets the annotator in; `nil` for none.
  package var tokenHash: String?
  /// What they may do.
  package var role: AnnotatorRole
  /// Whether they are to do nothing for now.
  package var isPaused: Bool
}
