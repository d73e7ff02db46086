/// A part of a document that made a keyword, pattern or lookup function match.
package struct MatchSpan: Hashable, Sendable {
  /// The document, by its place in the batch.
  package let row: Int
  /// The function, by its place in the manifest.
  package let function: Int
  /// The field that was looked at, or `nil` for the text.
  package let field: String?
  /// UTF-8 bytes from the start of the text, or of the field's value.
  package let bytes: Range<Int>
  /// The class it votes for; a lookup's parts may vote for several.
  package let vote: Int16

  /// Describes one part.
  package init(row: Int, function: Int, field: String?, bytes: Range<Int>, vote: Int16) {
    self.row = row
    self.function = function
    self.field = field
    self.bytes = bytes
    self.vote = vote
  }
}
