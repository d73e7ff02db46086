internal import CorpusIO
internal import LabelingCore
internal import PluginHost

/// Some lines that came over a pipe, and the documents among them.
struct LineBatch {
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
  /// What labeling functions see of the documents.
  var labeling: LabelingBatch
  /// Where the documents are from.
  var origin: BatchOrigin
  /// What is wrong with the line behind the last, which ends the run; `nil` for nothing.
  var refusal: Diagnostic?
}
