package import LabelingCore

/// How to read a file of votes.
package struct VoteReadingOptions: Sendable {
  /// The layout of a CSV file; `nil` tells it by the header.
  package var layout: VoteTable.Layout?
  /// The classes; `nil` infers them from the file and the gold labels, see
  /// ``LabelSpaceInference``.
  package var labelSpace: LabelSpace?
  /// How the cells of a CSV file name classes; names where they are inferred.
  package var notation = ClassNotation.names
  /// Gold labels to put beside the votes.
  package var gold: GoldTable?
  /// Names of the column of ids of a wide table.
  package var idColumns = ["id"]
  /// Names of the column of items of a long table.
  package var itemColumns = ["item", "task"]
  /// Names of the column of workers of a long table.
  package var workerColumns = ["worker", "annotator"]
  /// Names of the column of labels of a long table.
  package var labelColumns = ["label"]

  /// Creates the usual options.
  package init() {}
}
