internal import CorpusIO
internal import EndModels
internal import LabelStore
internal import LabelingCore
internal import Platform
internal import PluginHost

/// The documents of a session, held in memory.
///
/// Memory is about the size of the corpus.
struct SessionCorpus: Sendable {
  private var batches: [LabelingBatch<Void>] = []
  /// The number of each batch's first document.
  private var starts: [Int] = []
  /// Number of documents.
  private(set) var count = 0
  /// The field that the text is from, when it is one as a whole.
  private let textField: String

  init(textField: String?) { self.textField = textField ?? "text" }

  /// Reads the documents that a session remembers.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - documents: The documents, in corpus order; others are skipped.
  ///   - files: Digests of the files.
  /// - Throws: A `Diagnostic` that says what has changed, or what reading throws.
  init(
    _ source: CorpusSource,
    documents: [StoredDocument],
    files: [StoredFile]
  ) throws {
    self.init(textField: source.textField)
    let changed = Self.changedFiles(files)
    for file in changed {
      do throws(SystemError) {
        try FileSystem.check(file.path, for: .read)
      } catch {
        throw Diagnostic(
          at: SourceLocation(file.path),
          "the session's corpus is not there: \(error)",
          help: "a session refers to its documents; put the file back, or export the answers with "
            + "'winnow session export SESSION --output FILE'"
        )
      }
    }
    let numbers = Dictionary(
      files.enumerated().map { ($1.path, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var next = 0
    let stream = try CorpusStream(source, labelSpace: nil, rejects: RejectLog(policy: .skip))
    var differences = CorpusDifferences(documents)
    while let batch = try stream.next() {
      let file = numbers[batch.origin.path] ?? -1
      var kept: [Int] = []
      for (row, record) in batch.documents.records.enumerated() {
        if !changed.isEmpty { differences.add(batch, row) }
        guard next < documents.count, documents[next].file == file,
          documents[next].record == record.number
        else { continue }
        kept.append(row)
        next += 1
      }
      append(batch.with(()), keeping: kept)
    }
    if !changed.isEmpty || next < documents.count {
      throw differences.diagnostic(changed.first?.path ?? files.first?.path ?? "")
    }
  }

  /// Adds documents at the end; `kept` are rows of the batch.
  mutating func append(_ batch: LabelingBatch<Void>, keeping kept: [Int]) {
    guard !kept.isEmpty else { return }
    starts.append(count)
    count += kept.count
    batches.append(kept.count < batch.count ? batch.selecting(kept) : batch)
  }

  /// A batch with one document, as a plugin takes it.
  func single(_ document: Int) -> LabelingBatch<Void> {
    let (batch, row) = place(document)
    return batches[batch].selecting([row])
  }

  /// The text of a document; `nil` where the corpus has no text field.
  func text(_ document: Int) -> String? {
    let (batch, row) = place(document)
    return batches[batch].texts.map { batches[batch].documents.string($0[row]) }
  }

  /// Features of the documents' texts; `nil` where the corpus has no text field.
  func features() -> FeatureMatrix? {
    guard batches.allSatisfy({ $0.texts != nil }) else { return nil }
    var terms = DocumentTerms(options: .words)
    for batch in batches { terms.append(batch.texts ?? [], of: batch.documents.bytes) }
    return HashedFeatures(fittingTo: terms).features(of: terms)
  }

  /// Calls `body` with each document's text, or the values of its fields where it has no text.
  ///
  /// - Parameters:
  ///   - isShown: Whether a field is one of them.
  ///   - body: Takes the text; returns whether to go on.
  func forEachText(
    showing isShown: (_ field: String) -> Bool = { _ in true },
    _ body: (_ document: Int, _ text: [UInt8]) -> Bool
  ) {
    for (start, batch) in zip(starts, batches) {
      let shown = batch.texts == nil ? batch.fieldNames.map(isShown) : []
      for row in batch.documents.records.indices {
        let text =
          batch.texts.map { Array(batch.documents.bytes[$0[row].range]) }
          ?? batch.documents.records[row].cells.flatMap {
            let cell = batch.documents.cells[$0]
            return shown[Int(cell.field)] ? batch.documents.bytes[cell.value.range] + [0x20] : []
          }
        if !body(start + row, text) { return }
      }
    }
  }

  /// The names of all fields, in the order in which they came.
  var fieldNames: [String] {
    batches.reduce(into: FieldTable()) { names, batch in
      for name in batch.fieldNames { _ = names.index(adding: name) }
    }.names
  }

  /// The fields of a document except for its id and text, with their values.
  func fields(_ document: Int) -> [(name: String, value: String)] {
    let (batch, row) = place(document)
    let documents = batches[batch].documents
    let id = batches[batch].ids[row]
    return documents.records[row].cells.compactMap { cell in
      let cell = documents.cells[cell]
      let name = batches[batch].fieldNames[Int(cell.field)]
      guard cell.value != id, name != textField || batches[batch].texts == nil else { return nil }
      return (name, documents.text(of: cell))
    }
  }

  private func place(_ document: Int) -> (batch: Int, row: Int) {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= document { low = middle } else { high = middle }
    }
    return (low, document - starts[low])
  }

  private static func changedFiles(_ files: [StoredFile]) -> [StoredFile] {
    files.filter { CorpusDigest.of([$0.path])?.description != $0.digest }
  }
}
