internal import CorpusIO
internal import LabelStore
internal import LabelingCore
internal import PluginHost

/// How a corpus differs from the one that a session began with.
struct CorpusDifferences {
  private var expected: [ExactString: Int64]
  private var changedCount = 0
  private let count: Int

  init(_ documents: [StoredDocument]) {
    expected = Dictionary(
      documents.map { (ExactString($0.id), $0.digest) },
      uniquingKeysWith: { first, _ in first }
    )
    count = documents.count
  }

  /// Looks at a document of the corpus as it is now.
  mutating func add(_ batch: LabelingBatch<CorpusContext>, _ row: Int) {
    let id = batch.id(at: row)
    guard let digest = expected.removeValue(forKey: ExactString(id)) else { return }
    if digest != Self.digest(of: batch, row) { changedCount += 1 }
  }

  /// The error for the user.
  func diagnostic(_ path: String) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "the corpus has changed since the session began",
      notes: [
        "of the session's \(Formatting.count(count, "document")) \(changedCount) "
          + "\(Formatting.verb(changedCount, "differs", "differ")) and \(expected.count) "
          + "\(Formatting.verb(expected.count, "is", "are")) gone"
      ],
      help: "put the old file back; or start a new session on the new file and take over the "
        + "answers with 'winnow session export OLD --answers --output FILE' and "
        + "'winnow session import NEW FILE'"
    )
  }

  /// A digest of a document's fields and their names.
  static func digest(of batch: LabelingBatch<CorpusContext>, _ row: Int) -> Int64 {
    var bytes: [UInt8] = []
    for cell in batch.documents.records[row].cells {
      let cell = batch.documents.cells[cell]
      bytes += batch.fieldNames[Int(cell.field)].utf8
      bytes.append(0)
      bytes += batch.documents.bytes[cell.value.range]
      bytes.append(0)
    }
    return Int64(Digest(of: bytes).description.prefix(15), radix: 16) ?? 0
  }
}
