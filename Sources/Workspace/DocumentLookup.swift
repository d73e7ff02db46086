package import CorpusIO
package import LabelingCore
internal import PluginHost

/// Finds documents of a corpus by their place.
package enum DocumentLookup {
  /// A document as it is shown.
  package struct Document: Hashable, Sendable {
    /// Its id.
    package var id: String
    /// Its text; `nil` when the corpus is read without a text field.
    package var text: String?
  }

  /// Reads the ids of all documents.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - labelSpace: The classes of its gold labels, which decide what is a bad record.
  /// - Returns: Ids in the order of the corpus.
  /// - Throws: What reading throws.
  package static func ids(of source: CorpusSource, labelSpace: LabelSpace) throws -> [String] {
    let stream = try CorpusStream(
      source,
      labelSpace: labelSpace,
      rejects: RejectLog(policy: .skip)
    )
    var ids: [String] = []
    while let batch = try stream.next() {
      ids += batch.ids.map { batch.documents.string($0) }
    }
    return ids
  }

  /// Reads the corpus as far as needed.
  ///
  /// - Parameters:
  ///   - rows: Places in the corpus, from 0.
  ///   - source: The corpus.
  ///   - labelSpace: The classes of its gold labels, which decide what is a bad record.
  /// - Returns: The documents that were found, by place.
  /// - Throws: What reading throws.
  package static func documents(
    at rows: [Int],
    of source: CorpusSource,
    labelSpace: LabelSpace
  ) throws -> [Int: Document] {
    var wanted = rows.sorted()[...]
    var found: [Int: Document] = [:]
    let stream = try CorpusStream(
      source,
      labelSpace: labelSpace,
      rejects: RejectLog(policy: .skip)
    )
    var first = 0
    while !wanted.isEmpty, let batch = try stream.next() {
      let documents = batch.documents
      while let row = wanted.first, row < first + batch.count {
        found[row] = Document(
          id: documents.string(batch.ids[row - first]),
          text: batch.texts.map { documents.string($0[row - first]) }
        )
        wanted = wanted.drop { $0 == row }
      }
      first += batch.count
    }
    return found
  }
}
