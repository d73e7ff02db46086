/// A person who answers.
package struct Annotator: Hashable, Sendable, Codable {
  /// Number within the session.
  package let number: Int
  /// Unique name.
  package let name: String
}
