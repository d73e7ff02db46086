package import LabelingCore

/// A current answer of an annotator.
package struct HistoryEntry: Hashable, Sendable {
  /// Its place in the journal.
  package var place: Int
  /// Number of the document.
  package var document: Int
  /// The document's id.
  package var id: String
  /// What it says.
  package var says: LabelAnswer
  /// When it was given, in milliseconds since 1970.
  package var timeInMilliseconds: Int
}
