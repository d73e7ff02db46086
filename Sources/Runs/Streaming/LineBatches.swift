internal import ByteIO
internal import CorpusIO
internal import LabelingCore
internal import PluginHost

/// Reads lines that come over a pipe as documents; fields and line numbers go on.
struct LineBatches {
  private var roles: DocumentRoles
  private let keepsBadLines: Bool
  private var fields = FieldTable()
  private var lineCount = 0

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - roles: Which fields are what.
  ///   - keepsBadLines: Whether a line that is not a document becomes part of its batch
  ///     instead of an error.
  init(_ roles: DocumentRoles, keepsBadLines: Bool) {
    self.roles = roles
    self.keepsBadLines = keepsBadLines
  }

  /// The documents of some whole lines.
  ///
  /// - Parameter bytes: Lines with their line feeds; the last may lack it.
  /// - Returns: The lines and the documents. Unless bad lines are kept they end before the first,
  ///   and the batch says what is wrong with that one.
  /// - Throws: `CorpusError` when the lines cannot be read at all.
  mutating func batch(of bytes: [UInt8]) throws -> LabelingBatch<LineContext> {
    let rejects = RejectLog(policy: .skip, keptCount: .max)
    let count = bytes.count { $0 == 0x0A } + (bytes.last == 0x0A ? 0 : 1)
    let reader = try Corpus.reader(
      CorpusInput(MemorySource(bytes), path: "-", format: .jsonl, encoding: "utf-8"),
      path: "-",
      .jsonl,
      fields: fields,
      rejects: rejects
    )
    var documents = DocumentBatch()
    var slices = RoleSlices()
    _ = try reader.read(into: &documents, maximumCount: .max, maximumByteCount: .max)
    fields = reader.fields
    for index in documents.records.indices { documents.records[index].number += lineCount }
    try roles.assign(to: &documents, from: reader, into: &slices)
    let bad = rejects.first.map(moved).sorted { $0.location.line ?? 0 < $1.location.line ?? 0 }
    let refused = keepsBadLines ? nil : bad.first
    let end = refused?.location.line.map { $0 - 1 - lineCount } ?? count
    documents.records.removeAll { $0.line > end }
    var lines = [LineContext.Line](repeating: .blank, count: end)
    for (row, record) in documents.records.enumerated() {
      lines[record.line - 1] = .document(row: row)
    }
    if keepsBadLines {
      for record in bad { lines[(record.location.line ?? 0) - 1 - lineCount] = .bad(record) }
    }
    lineCount += count
    return LabelingBatch(
      documents: documents,
      fieldNames: fields.names,
      ids: Array(slices.ids.prefix(documents.count)),
      texts: Array(slices.texts.prefix(documents.count)),
      context: LineContext(
        lines: lines,
        origin: reader.origin,
        refusal: refused.map(Self.refusal)
      )
    )
  }

  /// The rule that was broken, with the options that a pipe of lines has.
  private static func refusal(of record: RejectedRecord) -> Diagnostic {
    var diagnostic = record.diagnostic
    let mark = "'--on-error mark' says so in a field of the line and goes on"
    diagnostic.help = mark
    if case .missing(let role, let path, let fields) = record.fault {
      let field = Suggestion.help(for: path, among: fields, kind: "fields")
      diagnostic.help = "pass '\(role.option)' with another field: \(field); \(mark)"
    }
    return diagnostic
  }

  /// A bad record with the number of its line among all.
  private func moved(_ record: RejectedRecord) -> RejectedRecord {
    var record = record
    record.location.line = record.location.line.map { $0 + lineCount }
    return record
  }
}
