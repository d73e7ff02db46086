import LabelingCore
import PluginHost

extension LabelingBatch<Void> {
  /// Documents of these texts, with ids `d<number>`.
  init(texts: [String], from first: Int) {
    var documents = DocumentBatch()
    var ids: [DocumentBatch.Slice] = []
    var slices: [DocumentBatch.Slice] = []
    for (row, text) in texts.enumerated() {
      ids.append(documents.append("d\(first + row)"))
      slices.append(documents.append(text))
      documents.records.append(
        DocumentBatch.Record(
          number: first + row + 1,
          line: first + row + 1,
          raw: DocumentBatch.Slice(offset: 0, length: 0),
          cells: 0..<0
        )
      )
    }
    self.init(documents: documents, fieldNames: [], ids: ids, texts: slices)
  }
}

extension DocumentBatch {
  /// Appends a text to the arena.
  mutating func append(_ text: String) -> Slice {
    Array(text.utf8).withUnsafeBytes { append($0) }
  }
}
