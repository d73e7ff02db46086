internal import CorpusIO
internal import LabelingCore

/// The lines of a pipe that a batch of documents was read from.
struct LineContext: Sendable {
  /// A line and what it is.
  enum Line {
    /// Nothing but blanks.
    case blank
    /// A document of the batch, by row.
    case document(row: Int)
    /// Not a document, and why.
    case bad(RejectedRecord)
  }

  /// All lines, in order.
  var lines: [Line]
  /// Where the documents are from.
  var origin: BatchOrigin
  /// What is wrong with the line behind the last, which ends the run; `nil` for nothing.
  var refusal: Diagnostic?
}
