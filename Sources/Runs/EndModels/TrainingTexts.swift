package import ByteIO
package import CorpusIO
package import EndModels
internal import LabelIO
package import LabelingCore
internal import PluginHost

/// A labeled corpus as an end model learns from it.
package struct TrainingTexts {
  /// N-grams of each document.
  package var terms: DocumentTerms
  /// The classes.
  package var labelSpace: LabelSpace
  /// Probabilities of the classes for each document.
  var targets: [Double]
  /// 1 for documents that are learned from, 0 for those that are only judged.
  var weights: [Double]
  /// Gold label of each document; abstain where unknown.
  package var golds: [Vote]
  /// Documents that have neither a label nor a gold label, and were left out.
  package var unlabeledCount: Int
  /// Where bad records went.
  package var rejects: RejectLog
}

/// Reads labeled texts, whose classes are known only as they are read.
package struct TrainingTextReader {
  private let source: CorpusSource
  private let files: RunFiles
  private let labels: TrainRun.Labels
  private let options: FeatureOptions
  private let onProgress: (_ documents: Int, _ bytes: Int) -> Void

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - files: The files that the command reads and writes.
  ///   - labels: Which fields say what a document is.
  ///   - options: Which n-grams are counted.
  ///   - onProgress: Called now and then with the number of documents and bytes read so far.
  package init(
    source: CorpusSource,
    files: RunFiles,
    labels: TrainRun.Labels,
    options: FeatureOptions,
    onProgress: @escaping (_ documents: Int, _ bytes: Int) -> Void = { _, _ in }
  ) {
    self.source = source
    self.files = files
    self.labels = labels
    self.options = options
    self.onProgress = onProgress
  }

  /// Reads the whole corpus.
  package func read() throws -> TrainingTexts {
    let rejects = try source.rejectLog(files)
    var judged = source
    // So that a header without the field is told at once.
    judged.goldField = goldPath
    let stream = try CorpusStream(judged, labelSpace: nil, rejects: rejects)
    var terms = DocumentTerms(options: options)
    var texts = Contents()
    while var batch = try stream.next() {
      guard let slices = batch.texts else {
        if batch.count == 0 { continue }
        throw MissingText.diagnostic("an end model learns from", in: source, fields: stream.fields)
      }
      var kept: [DocumentBatch.Slice] = []
      var selector = goldPath.map(FieldSelector.init)
      selector?.resolve(batch.origin.fields)
      texts.fields?.resolve(batch.origin.fields)
      if texts.fields == nil, case .probabilities(let prefix) = labels {
        texts.fields = LabelFieldDecoder(
          LabelSchema(prefix: prefix),
          in: batch.documents,
          fields: batch.origin.fields
        )
        guard let found = texts.fields else { throw noProbabilities(prefix, stream.fields) }
        texts.names = FieldTable(found.classes)
      }
      for row in 0..<batch.count {
        let isKept = try texts.add(row, &batch, gold: selector, source, rejects)
        if isKept { kept.append(slices[row]) }
      }
      terms.append(kept, of: batch.documents.bytes)
      onProgress(batch.context.documentCount, batch.context.readByteCount)
    }
    try rejects.finish()
    return texts.finished(terms, rejects)
  }

  private var goldPath: String? {
    switch labels {
    case .probabilities: source.goldField
    case .classes(let field): field
    }
  }

  private func noProbabilities(_ prefix: String, _ fields: FieldTable) -> Diagnostic {
    let list = fields.names.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    let written = prefix.isEmpty ? LabelSchema.prefix(in: fields.names) : nil
    let hint = written.map { "labels with a prefix are there: pass '--prefix \($0)'; or " } ?? ""
    return Diagnostic(
      at: SourceLocation(source.paths[0]),
      "there are no probabilities: neither columns '\(prefix)p_<class>' that add up to 1 in every "
        + "row nor an object '\(prefix)probabilities'",
      help: hint + "give the output of 'winnow label', or name a field of classes with "
        + "'--label-field FIELD'; fields are \(list)"
    )
  }

  /// What has been read so far.
  private struct Contents {
    var fields: LabelFieldDecoder?
    /// Class names, in order of appearance where they come from a field of classes.
    var names = FieldTable()
    var probabilities: [[Double]?] = []
    var golds: [Int] = []
    var unlabeledCount = 0

    /// Takes a document; returns whether it is of use.
    mutating func add(
      _ row: Int,
      _ batch: inout LabelingBatch<CorpusContext>,
      gold selector: FieldSelector?,
      _ source: CorpusSource,
      _ rejects: RejectLog
    ) throws -> Bool {
      var values: [FieldSelector.Value] = []
      let slice = selector?.text(at: row, in: &batch.documents, using: &values)
      let documents = batch.documents
      var gold = -1
      if let slice, slice.length > 0 {
        let written = documents.string(slice)
        let name = source.goldName(of: written)
        if fields == nil {
          gold = names.index(adding: name)
        } else if let known = names.index(of: name) {
          gold = known
        } else {
          let fault = RecordFault.unknownClass(label: written, classes: names.names)
          try reject(row, batch, fault, rejects)
          return false
        }
      }
      var probabilities: [Double]?
      if let fields {
        guard let label = fields.label(of: documents.records[row], in: documents) else {
          try reject(row, batch, .unreadableProbabilities(classes: fields.classes), rejects)
          return false
        }
        probabilities = fields.hasLabel && label.name == nil ? nil : label.probabilities
      }
      guard probabilities != nil || gold >= 0 else {
        unlabeledCount += 1
        return false
      }
      self.probabilities.append(probabilities)
      golds.append(gold)
      return true
    }

    private func reject(
      _ row: Int,
      _ batch: LabelingBatch<CorpusContext>,
      _ fault: RecordFault,
      _ rejects: RejectLog
    ) throws {
      try rejects.reject(
        DocumentRoles.rejected(row, batch.documents, fault, batch.origin)
      )
    }

    /// The corpus with its final classes; those of a field are sorted by name.
    func finished(_ terms: DocumentTerms, _ rejects: RejectLog) -> TrainingTexts {
      let isSoft = fields != nil
      let ordered =
        isSoft
        ? names.names : names.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let space = LabelSpace(ordered)
      let newIndices = names.names.map { space.vote(for: $0) ?? .abstain }
      let golds = golds.map { $0 < 0 ? Vote.abstain : newIndices[$0] }
      var targets: [Double] = []
      targets.reserveCapacity(golds.count * ordered.count)
      for (row, gold) in golds.enumerated() {
        if let soft = probabilities[row] {
          targets += soft
        } else if isSoft || gold.isAbstain {
          targets += ordered.map { _ in 1 / Double(ordered.count) }
        } else {
          targets += ordered.indices.map { $0 == gold.classIndex ? 1 : 0 }
        }
      }
      return TrainingTexts(
        terms: terms,
        labelSpace: space,
        targets: targets,
        weights: probabilities.map { $0 == nil && isSoft ? 0 : 1 },
        golds: golds,
        unlabeledCount: unlabeledCount,
        rejects: rejects
      )
    }
  }
}
