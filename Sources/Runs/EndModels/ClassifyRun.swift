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
  package var classifier: EndModelFile.Content
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
    /// Documents without a label; with none of several classes.
    package var unlabeledCount: Int
    /// The labels against gold, where there is any; gold classes that the model lacks come last.
    package var score: ScoreReport?
    /// The same for labels of several classes.
    package var labelSetScore: LabelSetReport?
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
  package init(source: CorpusSource, classifier: EndModelFile.Content) {
    self.source = source
    self.classifier = classifier
  }

  /// Reads a model that was written by `winnow train`.
  ///
  /// - Throws: A `Diagnostic` that names the file.
  package static func classifier(at path: String) throws -> EndModelFile.Content {
    let bytes = try WholeFile.endModel.bytes(at: path)
    do throws(EndModelError) {
      return try EndModelFile(bytes: bytes).content
    } catch {
      throw error.diagnostic(at: SourceLocation(path))
    }
  }

  /// Labels the corpus and writes it to a path; `-` is standard output.
  ///
  /// - Throws: What reading and writing throw; then there is no output, or the old one.
  package func run(writingTo path: String) throws -> Outcome {
    // What cannot be written is said before the corpus is read.
    let sink = try files.open(path)
    let wanted = outputFormat ?? CorpusFormat(path: path)
    let reading = CorpusReading(source.paths)
    let fields =
      try wanted.map { try FieldSurvey.names(of: source, for: $0, reading: reading) } ?? []
    let rejects = try source.rejectLog(files)
    var plain = source
    // The stream would read gold labels of several classes as one.
    if case .several = classifier { plain.goldField = nil }
    let stream = try CorpusStream(
      plain,
      labelSpace: classifier.labelSpace,
      rejects: rejects,
      reading: reading
    )
    stream.acceptsForeignGold = true
    let batches = Prefetcher(capacity: 4, abandon: stream.abandon) { try stream.next() }
    var pending = try batches.next()
    let format = wanted ?? pending?.origin.format ?? .jsonl
    let writer = try Corpus.writer(sink, format: format, options: writerOptions)
    var labeling = self.labeling(writing: format)
    do {
      let known = wanted == nil ? pending?.origin.fields.names ?? [] : fields
      try writer.begin(OutputSchema(fields: known, additions: labeling.shapes))
      while var batch = pending {
        try labeling.shapes.check(batch.origin)
        guard let texts = batch.texts ?? (batch.count == 0 ? [] : nil) else {
          throw MissingText.diagnostic(
            "an end model reads",
            in: source,
            fields: batch.origin.fields
          )
        }
        let additions = labeling.additions(to: &batch, texts)
        try writer.write(batch.documents, from: batch.origin, adding: additions)
        onProgress(batch.context.documentCount, batch.context.readByteCount)
        pending = try batches.next()
      }
      batches.stop()
      try labeling.finish(stream)
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    try rejects.finish()
    return Outcome(
      documentCount: labeling.documentCount,
      labelCounts: labeling.labelCounts,
      unlabeledCount: labeling.unlabeledCount,
      score: labeling.score,
      labelSetScore: labeling.labelSetScore,
      foreignGoldCount: labeling.foreignGoldCount,
      lacksGold: labeling.lacksGold,
      losses: writer.losses,
      rejectedCount: rejects.count,
      firstRejects: rejects.first
    )
  }

  private func labeling(writing format: CorpusFormat) -> any Classification {
    switch classifier {
    case .one(let classifier):
      return OneClassClassification(
        classifier,
        prefix: prefix,
        ties: ties,
        hasGold: source.goldField != nil
      )
    case .several(let classifier):
      return MultiLabelClassification(
        classifier,
        prefix: prefix,
        format: format,
        goldField: source.goldField,
        path: source.paths.first ?? "-"
      )
    }
  }
}

extension EndModelFile.Content {
  /// The classes of the model.
  package var labelSpace: LabelSpace {
    switch self {
    case .one(let classifier): classifier.model.labelSpace
    case .several(let classifier): classifier.model.labelSpace
    }
  }

  /// Name of the model.
  package var name: String {
    switch self {
    case .one(let classifier): classifier.model.name
    case .several(let classifier): classifier.model.name
    }
  }
}
