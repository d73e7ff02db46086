package import LabelingCore

/// A part of a document's text that made functions match.
package struct MatchedPart: Hashable, Sendable {
  /// UTF-8 bytes from the start of the text, or of the field's value.
  package var bytes: Range<Int>
  /// The field; `nil` for the text.
  package var field: String?
  /// Name of the function.
  package var function: String
  /// The class it votes for.
  package var vote: Vote
}
