package import LabelStore

/// A person who answers.
///
/// Two are the same who have the same number, whatever they are called and may do by now.
package struct Annotator: Sendable {
  /// Number within the session.
  package let number: Int
  /// Unique name.
  package let name: String
  /// What they may do.
  package let role: AnnotatorRole
  /// Whether they are to do nothing for now.
  package let isPaused: Bool

  init(_ stored: StoredAnnotator) {
    number = stored.number
    name = stored.name
    role = stored.role
    isPaused = stored.isPaused
  }
}

extension Annotator: Hashable {
  package static func == (first: Annotator, second: Annotator) -> Bool {
    first.number == second.number
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
