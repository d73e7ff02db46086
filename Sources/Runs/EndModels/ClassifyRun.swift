package import ByteIO
package import CorpusIO
package import EndModels
internal import LabelIO
package import LabelModels
package import LabelingCore
internal import PluginHost

/// Labels a corpus with a trained end model, in one pass.
package struct ClassifyRun {
  /// The corpus.
  package var source: CorpusSource
  /// The files that the command reads and writes.
  package var files = RunFiles()
  /// The model.
  package var classifier: TextClassifier
  /// How ties are broken.
  package var ties = TieBreaking.abstain
  /// Put before the names of all added fields.
  package var prefix = ""
  /// How the output is written.
  package var writerOptions = CorpusWriterOptions()
  /// The output's format; `nil` goes by the path's suffix, else the corpus' format.
  package var outputFormat: CorpusFormat?
  /// Called now and then with documents and bytes read so far.
  package var onProgress: (_ documents: Int, _ bytes: Int) -> Void = { _, _ in }

  /// What came out.
  package struct Outcome: Sendable {
    /// Documents written.
    package var documentCount: Int
    /// Documents that got each class, in the order of the classes.
    package var labelCounts: [Int]
    /// Documents without a label.
    package var unlabeledCount: Int
    /// The labels against gold, where there is any; gold classes that the model lacks come last.
    package var score: ScoreReport?
    /// Documents whose gold label is not a class of the model; their labels are wrong.
    package var foreignGoldCount: Int
    /// Whether a gold field was named that is empty throughout.
    package var lacksGold: Bool
    /// What the output's format could not express.
    package var losses: [ConversionLoss]
    /// Bad records that were left out.
    package var rejectedCount: Int
    /// The first bad records.
    package var firstRejects: [RejectedRecord]
  }

  /// Prepares a run.
  package init(source: CorpusSource, classifier: TextClassifier) {
    self.source = source
    self.classifier = classifier
  }

  /// Reads a model that was written by `winnow train`.
  ///
  /// - Throws: A `Diagnostic` that names the file.
  package static func classifier(at path: String) throws -> TextClassifier {
    let bytes = try WholeFile.endModel.bytes(at: path)
    do throws(EndModelError) {
      return try EndModelFile(bytes: bytes).classifier
    } catch {
      throw error.diagnostic(at: SourceLocation(path))
    }
  }

  /// Labels the corpus and writes it to a path; `-` is standard output.
  ///
  /// - Throws: What reading and writing throw; then there is no output, or the old one.
  package func run(writingTo path: String) throws -> Outcome {
    let space = classifier.model.labelSpace
    var output = LabelFieldEncoder(labelSpace: space, functions: [])
    output.prefix = prefix
    // What cannot be written is said before the corpus is read.
    let sink = try files.open(path)
    let wanted = outputFormat ?? CorpusFormat(path: path)
    let reading = CorpusReading(source.paths)
    let fields =
      try wanted.map { try FieldSurvey.names(of: source, for: $0, reading: reading) } ?? []
    let rejects = try source.rejectLog(files)
    let stream = try CorpusStream(
      source,
      labelSpace: space,
      rejects: rejects,
      reading: reading
    )
    stream.acceptsForeignGold = true
    let batches = Prefetcher(capacity: 4, abandon: stream.abandon) { try stream.next() }
    var pending = try batches.next()
    let format = wanted ?? pending?.origin.format ?? .jsonl
    let writer = try Corpus.writer(sink, format: format, options: writerOptions)
    var predictions = Predictions(classCount: space.classCount, keepsAll: source.goldField != nil)
    do {
      let known = wanted == nil ? pending?.origin.fields.names ?? [] : fields
      try writer.begin(OutputSchema(fields: known, additions: output.shapes))
      while let batch = pending {
        try output.shapes.check(batch.origin)
        let documents = batch.documents
        guard let texts = batch.texts ?? (batch.count == 0 ? [] : nil) else {
          throw MissingText.diagnostic(
            "an end model reads",
            in: source,
            fields: batch.origin.fields
          )
        }
        let probabilities = classifier.probabilities(of: texts, in: documents.bytes)
        let labels = (0..<texts.count).map { ties.label(of: probabilities[row: $0]) }
        predictions.add(labels, probabilities, batch.golds)
        try writer.write(documents, from: batch.origin) { row in
          output.additions(label: labels[row], probabilities: probabilities[row: row], votes: [])
        }
        onProgress(batch.context.documentCount, batch.context.readByteCount)
        pending = try batches.next()
      }
      batches.stop()
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    try rejects.finish()
    return Outcome(
      documentCount: predictions.count,
      labelCounts: predictions.labelCounts,
      unlabeledCount: predictions.count - predictions.labelCounts.reduce(0, +),
      score: predictions.report(
        LabelSpace(space.classes + stream.foreignClasses.names)
      ),
      foreignGoldCount: predictions.foreignGoldCount,
      lacksGold: stream.lacksGold,
      losses: writer.losses,
      rejectedCount: rejects.count,
      firstRejects: rejects.first
    )
  }

  /// The labels so far; rows with gold are kept to be judged.
  private struct Predictions {
    private(set) var count = 0
    private(set) var labelCounts: [Int]
    private let keepsAll: Bool
    private var labels: [Vote] = []
    private var golds: [Vote] = []
    private var probabilities: SoftLabels

    init(classCount: Int, keepsAll: Bool) {
      labelCounts = [Int](repeating: 0, count: classCount)
      self.keepsAll = keepsAll
      probabilities = SoftLabels(classCount: classCount, values: [])
    }

    mutating func add(_ labels: [Vote], _ probabilities: SoftLabels, _ golds: [Vote]) {
      count += labels.count
      for (row, label) in labels.enumerated() {
        if !label.isAbstain { labelCounts[label.classIndex] += 1 }
        guard keepsAll, !golds[row].isAbstain else { continue }
        self.labels.append(label)
        self.golds.append(golds[row])
        self.probabilities.values += probabilities[row: row]
      }
    }

    /// Documents whose gold label is not a class of the model.
    var foreignGoldCount: Int { golds.count { $0.classIndex >= labelCounts.count } }

    func report(_ space: LabelSpace) -> ScoreReport? {
      guard !golds.isEmpty else { return nil }
      let probabilities = probabilities.widened(to: space.classCount)
      return ScoreReport(
        of: ScoredRows(
          labelSpace: space,
          labels: labels,
          gold: golds,
          probabilities: probabilities
        )
      )
    }
  }
}
