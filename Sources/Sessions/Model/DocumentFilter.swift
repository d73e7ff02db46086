/// Which documents are looked for; all conditions have to hold.
package struct DocumentFilter: Hashable, Sendable {
  /// What has been done to a document.
  package enum State: String, CaseIterable, Hashable, Sendable {
    /// It has no answer yet.
    case unlabeled
    /// It has one.
    case labeled
    /// It was given none of the classes, where it may have several.
    case empty
    /// It was skipped.
    case skipped
    /// It has a flag.
    case flagged
    /// It has a note.
    case noted
    /// Annotators gave it different classes, or different lists of classes.
    case disputed
  }

  /// Words of its id or text; empty for any.
  package var words = ""
  /// What has been done to it; `nil` for anything.
  package var state: State?
  /// Index of a class that it was given; `nil` for any.
  package var classIndex: Int?
  /// Whose answers, skips, flags and notes count; `nil` for those of all.
  package var annotator: Annotator?

  /// Every document.
  package init() {}
}
