internal import ByteIO
package import LabelingCore

/// Reads a corpus batch by batch and finds ids, texts and gold labels.
package final class CorpusStream {
  /// Most documents of a batch: enough to keep a worker busy for a while, few
  /// enough to spread a small corpus over all workers.
  private static let batchCount = 1024
  private static let batchByteCount = 1 << 20

  private let source: CorpusSource
  private let labelSpace: LabelSpace?
  private let reader: CorpusSequence
  private let reading: CorpusReading?
  private var pass: ReadingWitness?
  private var goldCount = 0
  private var isAtEnd = false
  private var roles: DocumentRoles?
  private var checkedFile = -1
  private var slices = RoleSlices()
  private var hasText = false
  /// Number of fields before the batch.
  private var fieldCount = 0
  /// Fields that only documents without an id, a text or a class have had so far.
  private var strayFields: Set<Int> = []

  /// Whether a gold label that names none of the classes counts as a further one, as where labels
  /// are only judged; else its record is bad.
  package var acceptsForeignGold = false
  /// The further classes that gold labels named, numbered after the known ones.
  package private(set) var foreignClasses = FieldTable()

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
  ///   - reading: Sees to it that this pass reads what others of its run do.
  /// - Throws: `CorpusError` when the first file cannot be opened, or lacks a field in its header.
  package init(
    _ source: CorpusSource,
    labelSpace: LabelSpace?,
    rejects: RejectLog,
    reading: CorpusReading? = nil
  ) throws {
    self.source = source
    self.labelSpace = labelSpace
    self.rejects = rejects
    self.reading = reading
    pass = reading?.pass()
    reader = try CorpusSequence(
      paths: source.paths,
      options: source.options,
      rejects: rejects,
      witness: pass
    )
    fieldCount = reader.fields.names.count
    if fieldCount > 0 { try checkHeader() }
  }

  /// Checks a header before there are documents, whose writer may be silent for long.
  private func checkHeader() throws {
    var roles = chooseRoles()
    try roles.check(reader)
    checkedFile = reader.fileIndex
    self.roles = roles
  }

  /// Where the next documents are from, with the fields that are known.
  package var origin: BatchOrigin { reader.origin }

  /// Ends reading from any thread: a read that waits for a pipe ends with an error.
  package func abandon() { reader.abandon() }

  /// The fields of the documents so far.
  package var fields: FieldTable {
    guard !strayFields.isEmpty else { return reader.fields }
    let names = reader.fields.names
    return FieldTable(
      names.indices.lazy.filter { !self.strayFields.contains($0) }.map { names[$0] }
    )
  }
  /// Whether documents have a text: a text field was given or found.
  package var readsText: Bool { hasText }

  /// Whether a gold field was named and no document has a value in it.
  package var lacksGold: Bool { source.goldField != nil && documentCount > 0 && goldCount == 0 }

  /// The next batch, or `nil` at the end.
  ///
  /// A batch may be empty.
  /// - Throws: What reading throws; at the end a `Diagnostic` if the corpus has changed, and when no
  ///   document has the gold field that was named.
  package func next() throws -> LabelingBatch<CorpusContext>? {
    guard let reading else { return try read() }
    return try reading.within(pass) { try read() }
  }

  private func read() throws -> LabelingBatch<CorpusContext>? {
    let room = source.documentLimit.map { $0 - documentCount } ?? Self.batchCount
    var documents = DocumentBatch()
    guard room > 0,
      try reader.read(
        into: &documents,
        maximumCount: min(room, Self.batchCount),
        maximumByteCount: Self.batchByteCount
      )
    else { return try finish() }
    let readCount = documents.count
    var roles = self.roles ?? chooseRoles()
    if reader.fileIndex != checkedFile {
      try roles.check(reader)
      checkedFile = reader.fileIndex
    }
    try roles.assign(to: &documents, from: reader, into: &slices)
    self.roles = roles
    goldCount += slices.golds.count { $0 != nil }
    let judged = try judgeGolds(of: documents)
    if judged.kept.count < documents.count {
      documents.records = judged.kept.map { documents.records[$0] }
    }
    documentCount += documents.count
    noteFields(of: documents, areAllKept: documents.count == readCount)
    return LabelingBatch(
      documents: documents,
      fieldNames: reader.fields.names,
      ids: judged.kept.map { slices.ids[$0] },
      texts: hasText ? judged.kept.map { slices.texts[$0] } : nil,
      context: CorpusContext(
        golds: judged.gold.labels,
        goldSets: judged.gold.sets,
        origin: reader.origin,
        documentCount: documentCount,
        readByteCount: reader.readByteCount
      )
    )
  }

  /// Ends the pass: what was read has to be what the run reads.
  private func finish() throws -> LabelingBatch<CorpusContext>? {
    try checkGoldField()
    if let pass { try reading?.finish(pass) }
    pass = nil
    return nil
  }

  /// Keeps fields apart that only documents which were left out have.
  private func noteFields(of documents: DocumentBatch, areAllKept: Bool) {
    let count = reader.fields.names.count
    defer { fieldCount = count }
    if !areAllKept { strayFields.formUnion(fieldCount..<max(count, fieldCount)) }
    guard !strayFields.isEmpty else { return }
    for record in documents.records {
      for cell in documents.cells[record.cells] { strayFields.remove(Int(cell.field)) }
    }
  }

  /// Refuses a gold field that no document has, once all are read: a header says it at once, and
  /// JSON Lines and XML at their end.
  private func checkGoldField() throws {
    guard !isAtEnd else { return }
    isAtEnd = true
    guard lacksGold, let path = source.goldField, !reader.format.hasHeader else { return }
    var selector = FieldSelector(path)
    selector.resolve(fields)
    guard !selector.isResolved || fields.index(of: path) == nil else { return }
    throw CorpusError.unknownField(
      .gold,
      path: path,
      file: source.paths[0],
      fields: fields.names
    )
  }

  /// Takes the fields that were asked for, or those of the usual names.
  private func chooseRoles() -> DocumentRoles {
    let roles = source.roles(of: reader.fields)
    hasText = roles.hasText
    return roles.roles
  }

  /// What gold labels say; one that names no class makes its record bad.
  ///
  /// - Returns: The gold labels of the good records, and which records these are.
  private func judgeGolds(of documents: DocumentBatch) throws -> (gold: GoldColumn, kept: [Int]) {
    guard let labelSpace, source.goldField != nil else {
      let none = [Vote](repeating: .abstain, count: documents.count)
      return (GoldColumn(none, classCount: 0), Array(documents.records.indices))
    }
    var gold = GoldColumn(classCount: labelSpace.classCount)
    var kept: [Int] = []
    for (row, slice) in slices.golds.enumerated() {
      guard let written = slice.map({ documents.string($0) }) else {
        gold.append(nil)
        kept.append(row)
        continue
      }
      var fault: RecordFault
      do throws(LabelPath.Mistake) {
        if let truth = try truth(of: source.goldName(of: written), labelSpace) {
          gold.append(truth)
          kept.append(row)
          continue
        }
        fault = .unknownClass(label: written, classes: labelSpace.labelNames)
      } catch {
        fault = Self.fault(error, of: written, labelSpace)
      }
      try rejects.reject(DocumentRoles.rejected(row, documents, fault, reader.origin))
    }
    return (gold, kept)
  }

  private static func fault(
    _ mistake: LabelPath.Mistake,
    of label: String,
    _ labelSpace: LabelSpace
  ) -> RecordFault {
    switch mistake {
    case .unknown: .unknownClass(label: label, classes: labelSpace.labelNames)
    case .elsewhere(let part, let parent, let path):
      .pathElsewhere(label: label, part: part, parent: parent, path: path)
    }
  }

  private func truth(
    of name: String,
    _ labelSpace: LabelSpace
  ) throws(LabelPath.Mistake) -> [Int]? {
    guard acceptsForeignGold else { return try labelSpace.truth(of: name) }
    if let truth = try? labelSpace.truth(of: name) { return truth }
    return [labelSpace.classCount + foreignClasses.index(adding: name)]
  }
}
