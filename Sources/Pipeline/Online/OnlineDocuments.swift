internal import ByteIO
package import CorpusIO
internal import LabelingCore
package import PluginHost

/// Documents that came with a request instead of a file.
package struct OnlineDocuments: Sendable {
  /// What labeling functions see.
  package let labeling: LabelingBatch
  /// Where they are from.
  package let origin: BatchOrigin

  /// Reads documents from JSON Lines in memory.
  ///
  /// - Parameters:
  ///   - jsonLines: One object a line.
  ///   - name: What errors and made-up ids call the source.
  ///   - source: Names the text and id fields; its paths are not read.
  /// - Throws: `CorpusError` for the first bad record.
  package init(
    jsonLines: [UInt8],
    named name: String,
    like source: CorpusSource
  ) throws(CorpusError) {
    let input = try CorpusInput(
      MemorySource(jsonLines),
      path: name,
      format: .jsonl,
      encoding: "utf-8"
    )
    let rejects = RejectLog(policy: .fail)
    let reader = try Corpus.reader(input, path: name, .jsonl, rejects: rejects)
    var documents = DocumentBatch()
    // One batch takes the whole request; requests are small.
    _ = try reader.read(into: &documents, maximumCount: .max, maximumByteCount: .max)
    var (roles, hasText) = source.roles(of: reader.fields)
    var slices = RoleSlices()
    try roles.assign(to: &documents, from: reader, into: &slices)
    labeling = LabelingBatch(
      documents: documents,
      fieldNames: reader.fields.names,
      ids: slices.ids,
      texts: hasText ? slices.texts : nil
    )
    origin = reader.origin
  }

  /// Number of documents.
  package var count: Int { labeling.count }
}
