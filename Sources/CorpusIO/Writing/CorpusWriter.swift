package import LabelingCore

/// Writes documents with all their fields, and fields that are added.
package protocol CorpusWriter: AnyObject {
  /// What the format could not express so far.
  var losses: [ConversionLoss] { get }

  /// Begins the file.
  ///
  /// - Throws: ``CorpusError/addedFieldExists(name:_:)`` before anything is written.
  func begin(_ schema: OutputSchema) throws(CorpusError)

  /// Encodes added values, named and ordered as announced; what is left out counts as missing.
  func encoded(_ additions: [AddedField]) -> EncodedAddedFields

  /// Writes the documents of a batch.
  ///
  /// - Parameters:
  ///   - batch: The documents.
  ///   - origin: Where they are from.
  ///   - additions: What ``encoded(_:)`` made of the values added to the
  ///     document of an index; not called when none were announced.
  /// - Throws: ``CorpusError/addedFieldExists(name:_:)`` for a field that turns up
  ///   late, or what the sink throws.
  func write(
    _ batch: DocumentBatch,
    from origin: BatchOrigin,
    addingEncoded additions: (_ index: Int) -> EncodedAddedFields
  ) throws(CorpusError)

  /// Ends the file and makes it permanent.
  func finish() throws(CorpusError)

  /// Gives the file up.
  func discard()
}

extension CorpusWriter {
  /// Writes the documents of a batch as they are.
  package func write(
    _ batch: DocumentBatch,
    from origin: BatchOrigin
  ) throws(CorpusError) {
    try write(batch, from: origin) { _ in [] }
  }

  /// Writes the documents of a batch each with its own values.
  package func write(
    _ batch: DocumentBatch,
    from origin: BatchOrigin,
    adding additions: (_ index: Int) -> [AddedField]
  ) throws(CorpusError) {
    try write(batch, from: origin, addingEncoded: { encoded(additions($0)) })
  }
}
