/// A batch of documents on its way to the workers: what labeling functions see of it, and what
/// its caller wants to have back with the votes.
package struct LabelingBatch<Context: Sendable>: Sendable {
  /// The documents.
  package var documents: DocumentBatch
  /// Names of the fields that cells refer to.
  package var fieldNames: [String]
  /// Each document's id, a slice of the batch's arena.
  package var ids: [DocumentBatch.Slice]
  /// Each document's text; `nil` when the corpus is read without a text field.
  package var texts: [DocumentBatch.Slice]?
  /// What the caller keeps with the batch; no worker sees it.
  package var context: Context

  /// Bundles documents with their ids and texts.
  package init(
    documents: DocumentBatch,
    fieldNames: [String],
    ids: [DocumentBatch.Slice],
    texts: [DocumentBatch.Slice]?,
    context: Context
  ) {
    self.documents = documents
    self.fieldNames = fieldNames
    self.ids = ids
    self.texts = texts
    self.context = context
  }

  /// Number of documents.
  package var count: Int { documents.count }

  /// The id of the document at `row`.
  package func id(at row: Int) -> String { documents.string(ids[row]) }

  /// The same documents in the same memory, kept with something else.
  package func with<NewContext: Sendable>(_ context: NewContext) -> LabelingBatch<NewContext> {
    LabelingBatch<NewContext>(
      documents: documents,
      fieldNames: fieldNames,
      ids: ids,
      texts: texts,
      context: context
    )
  }

  /// Some of the batch's documents; the arena stays as it is.
  ///
  /// - Parameter rows: The documents, in the order in which they are wanted.
  /// - Returns: A batch of these documents, with the same context.
  package func selecting(_ rows: [Int]) -> LabelingBatch {
    var chosen = self
    chosen.documents.records = rows.map { documents.records[$0] }
    chosen.ids = rows.map { ids[$0] }
    chosen.texts = texts.map { texts in rows.map { texts[$0] } }
    return chosen
  }
}

extension LabelingBatch<Void> {
  /// Bundles documents with their ids and texts, and nothing else.
  package init(
    documents: DocumentBatch,
    fieldNames: [String],
    ids: [DocumentBatch.Slice],
    texts: [DocumentBatch.Slice]?
  ) {
    self.init(documents: documents, fieldNames: fieldNames, ids: ids, texts: texts, context: ())
  }
}
