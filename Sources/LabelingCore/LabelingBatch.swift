/// A batch of documents with what labeling functions see of them.
package struct LabelingBatch: Sendable {
  /// The documents.
  package var documents: DocumentBatch
  /// Names of the fields that cells refer to.
  package var fieldNames: [String]
  /// Each document's id, a slice of the batch's arena.
  package var ids: [DocumentBatch.Slice]
  /// Each document's text; `nil` when the corpus is read without a text field.
  package var texts: [DocumentBatch.Slice]?

  /// Bundles documents with their ids and texts.
  package init(
    documents: DocumentBatch,
    fieldNames: [String],
    ids: [DocumentBatch.Slice],
    texts: [DocumentBatch.Slice]?
  ) {
    self.documents = documents
    self.fieldNames = fieldNames
    self.ids = ids
    self.texts = texts
  }

  /// Number of documents.
  package var count: Int { documents.count }
}
