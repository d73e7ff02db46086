package import CorpusIO
package import LabelingCore
package import PluginHost

/// A batch of documents with everything that a run needs to know of them.
package struct CorpusBatch: Sendable {
  /// What labeling functions see.
  package var labeling: LabelingBatch
  /// Gold label of each document; abstain where there is none.
  package var golds: [Vote]
  /// Where the documents are from.
  package var origin: BatchOrigin
  /// Documents read so far, these included.
  package var documentCount: Int
  /// Bytes read from the files so far, as they are stored.
  package var readByteCount: Int
}

/// Reads a corpus batch by batch and finds ids, texts and gold labels.
package final class CorpusStream {
  /// Most documents of a batch: enough to keep a worker busy for a while, few
  /// enough to spread a small corpus over all workers.
  private static let batchCount = 1024
  private static let batchByteCount = 1 << 20

  private let source: CorpusSource
  private let labelSpace: LabelSpace?
  private let reader: CorpusSequence
  private var roles: DocumentRoles?
  private var checkedFile = -1
  private var slices = RoleSlices()
  private var hasText = false

  /// Where bad records went.
  package let rejects: RejectLog
  /// Documents read so far.
  package private(set) var documentCount = 0

  /// Opens a corpus.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - labelSpace: The classes of gold labels; `nil` when none are read.
  ///   - rejects: Where bad records go.
  /// - Throws: `CorpusError` when the first file cannot be opened.
  package init(
    _ source: CorpusSource,
    labelSpace: LabelSpace?,
    rejects: RejectLog
  ) throws {
    self.source = source
    self.labelSpace = labelSpace
    self.rejects = rejects
    reader = try CorpusSequence(paths: source.paths, options: source.options, rejects: rejects)
  }

  /// The fields seen so far.
  package var fields: FieldTable { reader.fields }
  /// Whether documents have a text: a text field was given or found.
  package var readsText: Bool { hasText }

  /// The next batch, or `nil` at the end.
  ///
  /// A batch may be empty.
  package func next() throws -> CorpusBatch? {
    var documents = DocumentBatch()
    guard
      try reader.read(
        into: &documents,
        maximumCount: Self.batchCount,
        maximumByteCount: Self.batchByteCount
      )
    else { return nil }
    var roles = self.roles ?? chooseRoles()
    if reader.fileIndex != checkedFile {
      try roles.check(reader)
      checkedFile = reader.fileIndex
    }
    try roles.assign(to: &documents, from: reader, into: &slices)
    self.roles = roles
    let golds = try votes(of: slices.golds, in: &documents)
    documentCount += documents.count
    return CorpusBatch(
      labeling: LabelingBatch(
        documents: documents,
        fieldNames: reader.fields.names,
        ids: slices.ids,
        texts: hasText ? slices.texts : nil
      ),
      golds: golds,
      origin: reader.origin,
      documentCount: documentCount,
      readByteCount: reader.readByteCount
    )
  }

  /// Takes the fields that were asked for, or those of the usual names.
  private func chooseRoles() -> DocumentRoles {
    let fields = reader.fields
    let text = source.textField ?? fields.index(of: "text").map { _ in "text" }
    let id = source.idField ?? ["id", "@id"].first { fields.index(of: $0) != nil }
    hasText = text != nil
    return DocumentRoles(text: text, id: id, gold: source.goldField)
  }

  /// The classes that gold labels name; one that names none makes its record bad.
  private func votes(
    of golds: [DocumentBatch.Slice?],
    in documents: inout DocumentBatch
  ) throws -> [Vote] {
    guard let labelSpace, source.goldField != nil else {
      return [Vote](repeating: .abstain, count: documents.count)
    }
    var votes: [Vote] = []
    for (row, slice) in golds.enumerated() {
      guard let slice else {
        votes.append(.abstain)
        continue
      }
      let written = documents.string(slice)
      guard let vote = labelSpace.vote(for: source.goldNames[written] ?? written) else {
        throw unknownClass(written, documents.records[row], labelSpace)
      }
      votes.append(vote)
    }
    return votes
  }

  private func unknownClass(
    _ written: String,
    _ record: DocumentBatch.Record,
    _ labelSpace: LabelSpace
  ) -> Diagnostic {
    let list = Suggestion.help(for: written, among: labelSpace.classes, kind: "classes")
    return Diagnostic(
      at: SourceLocation(reader.path, line: record.line),
      "gold label '\(written)' is not a class of this task",
      help: "\(list); '--gold-map \(written)=CLASS' gives it another name"
    )
  }
}
