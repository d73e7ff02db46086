/// What an annotator wrote about a document.
package struct DocumentNote: Hashable, Sendable {
  /// Who wrote it.
  package var annotator: Annotator
  /// The text.
  package var text: String
  /// When, in milliseconds since 1970.
  package var timeInMilliseconds: Int
}
