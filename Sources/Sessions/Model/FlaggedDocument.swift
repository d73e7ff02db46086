package import LabelingCore

/// A document that somebody marked as worth a second look.
package struct FlaggedDocument: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// Its id.
  package var id: String
  /// How it was settled; `nil` while it is not.
  package var adjudication: LabelAnswer?
}
