/// How many of a task's classes a document has.
package enum LabelKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Exactly one.
  case one
  /// Any number of them, and perhaps none.
  case several
}
