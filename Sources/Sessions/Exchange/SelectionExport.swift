internal import ByteIO
package import CorpusIO
internal import LabelIO
internal import LabelStore
internal import LabelingCore

extension SessionEngine {
  /// Documents with what has been said of them, as a file.
  ///
  /// For who does not see what others did, the label is their own, and nothing of others is in it.
  /// - Parameters:
  ///   - selection: Numbers of the documents.
  ///   - viewer: Who gets the file.
  ///   - format: The format of the file.
  /// - Returns: The bytes of the file.
  /// - Throws: What reading the session or its corpus throws.
  package func export(
    _ selection: [Int],
    seenBy viewer: Annotator,
    as format: CorpusFormat
  ) throws -> [UInt8] {
    let corpus = try corpus()
    let hasText = corpus.count > 0 && corpus.text(0) != nil
    let isWhole = try seesBeforeAnswering(viewer)
    let consensus = try consensus(try store.answers())
    let given = try givenAnswers().filter { isWhole || $0.event.annotator == viewer.number }
    let answers = Dictionary(grouping: given, by: \.document)
    let remarks = Dictionary(
      grouping: try store.remarks().filter { isWhole || $0.annotator == viewer.number },
      by: \.document
    )
    let fields = FieldTable(hasText ? ["id", "text"] : ["id"])
    let sink = MemorySink()
    let writer = try Corpus.writer(sink, format: format, options: CorpusWriterOptions())
    let field = labels == .several ? LabelSchema().labels : LabelSchema().label
    let names = [field, "answers", "flags", "notes"]
    try writer.begin(
      OutputSchema(fields: fields.names, additions: names.map { AddedFieldShape($0) })
    )
    let origin = BatchOrigin(path: "selection", format: .csv, fields: fields)
    for start in stride(from: 0, to: selection.count, by: 4096) {
      let part = selection[start..<min(start + 4096, selection.count)]
      let batch = DocumentBatch(
        rows: part.map { [documents[$0].id] + (hasText ? [corpus.text($0) ?? ""] : []) }
      )
      try writer.write(batch, from: origin) { row in
        let document = selection[start + row]
        let own = answers[document] ?? []
        let says = isWhole ? consensus[document]?.says : own.first?.event.says
        let said = own.map {
          "\($0.annotator): \($0.event.says.words(in: labelSpace) ?? "skipped")"
        }
        let remarks = remarks[document] ?? []
        return [
          AddedField(field, says?.selected(in: labelSpace, for: format) ?? .missing),
          AddedField("answers", said.isEmpty ? .missing : .list(said)),
          AddedField("flags", .text("\(DocumentFlag.all(in: remarks).count)")),
          AddedField("notes", .list(remarks.filter { $0.kind == .note }.compactMap(\.text))),
        ]
      }
    }
    try writer.finish()
    return sink.bytes
  }
}
