/// What went wrong in one function on one document.
package struct CellFault: Hashable, Sendable {
  /// The function, by its place in the manifest.
  package let function: Int
  /// The document, by its place in the batch.
  package let row: Int
  /// How the cell failed.
  package let cause: LabelingFunctionFault.Cause
  /// What the function said; where it threw, what it said first in this batch.
  package let message: String

  /// Describes a faulty cell.
  package init(function: Int, row: Int, cause: LabelingFunctionFault.Cause, message: String) {
    self.function = function
    self.row = row
    self.cause = cause
    self.message = message
  }
}
