internal import CorpusIO
package import LabelingCore

/// A field of a corpus that names several classes a document: `billing+login`, a JSON array, or
/// repeated elements.
package struct LabelSetSelector {
  private let path: String
  private var selector: FieldSelector
  /// The field of that name, where it is no path.
  private var field: Int?
  private var values: [FieldSelector.Value] = []
  /// Whether a batch had the field.
  package private(set) var isKnown = false

  /// Names the field, or a path into one.
  package init(_ path: String) {
    self.path = path
    selector = FieldSelector(path)
  }

  /// Looks for the field among those of the documents that come next.
  package mutating func resolve(_ fields: FieldTable) {
    selector.resolve(fields)
    isKnown = isKnown || selector.isResolved
    field = fields.index(of: path)
  }

  /// What the field of a document says, as files of labels have it; empty where it says nothing.
  package mutating func text(at row: Int, in documents: inout DocumentBatch) -> String {
    let cells = documents.records[row].cells
    if let cell = documents.cells[cells].first(where: { Int($0.field) == field }),
      cell.kind == .json
    {
      return documents.string(cell.value)
    }
    selector.find(at: row, in: &documents, into: &values)
    let texts = values.filter { $0.kind != .null }.map { documents.string($0.slice) }
    return texts.count > 1 ? StatementNotation.text(ofPresent: texts) : texts.first ?? ""
  }
}
