internal import ByteIO
package import CorpusIO
package import LabelingCore
internal import PluginHost

extension LabelingBatch<BatchOrigin> {
  /// Reads documents that came with a request instead of a file, from JSON Lines in memory.
  ///
  /// - Parameters:
  ///   - jsonLines: One object a line.
  ///   - name: What errors and made-up ids call the source.
  ///   - source: Names the text and id fields; its paths are not read.
  ///   - needsText: Whether a document without a text breaks a rule.
  /// - Throws: ``BadRecords`` with every record that breaks a rule, or a `CorpusError`.
  package init(
    jsonLines: [UInt8],
    named name: String,
    like source: CorpusSource,
    needsText: Bool = false
  ) throws {
    let input = try CorpusInput(
      MemorySource(jsonLines),
      path: name,
      format: .jsonl,
      encoding: "utf-8"
    )
    // Bad records are skipped only to find the other ones.
    let rejects = RejectLog(policy: .skip, keptCount: BadRecords.keptLimit)
    let reader = try Corpus.reader(input, path: name, .jsonl, rejects: rejects)
    var documents = DocumentBatch()
    // One batch takes the whole request; requests are small.
    _ = try reader.read(into: &documents, maximumCount: .max, maximumByteCount: .max)
    var source = source
    if needsText, source.textField == nil { source.textField = "text" }
    var (roles, hasText) = source.roles(of: reader.fields)
    var slices = RoleSlices()
    try roles.assign(to: &documents, from: reader, into: &slices)
    guard rejects.count == 0 else { throw BadRecords(rejects) }
    self.init(
      documents: documents,
      fieldNames: reader.fields.names,
      ids: slices.ids,
      texts: hasText ? slices.texts : nil,
      context: reader.origin
    )
  }
}

extension BadRecords {
  /// What a log has noted, in the order of the records.
  fileprivate init(_ rejects: RejectLog) {
    count = rejects.count
    first = rejects.first.sorted { $0.number < $1.number }.map {
      Record(index: $0.number - 1, diagnostic: $0.diagnostic)
    }
  }
}
