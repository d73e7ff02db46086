package import ByteIO
package import CorpusIO
package import EndModels
package import LabelModels
internal import LabelingCore

/// Trains an end model on a labeled corpus, and judges it on gold labels it has not learned from.
package struct TrainRun {
  /// Where the labels are.
  package enum Labels: Hashable, Sendable {
    /// In the fields that `winnow label` adds, with this prefix.
    case probabilities(prefix: String)
    /// Class names in this field, as gold.
    case classes(field: String)
  }

  /// The labeled corpus; its gold field is what probabilities are judged by.
  package var source: CorpusSource
  /// The files that the command reads and writes.
  package var files = RunFiles()
  /// Where the labels are.
  package var labels: Labels
  /// The features.
  package var features = FeatureOptions()
  /// The model.
  package var model: any EndModel
  /// Called now and then with documents and bytes read so far.
  package var onProgress: (_ documents: Int, _ bytes: Int) -> Void = { _, _ in }

  /// What came out.
  package struct Outcome: Sendable {
    /// The trained classifier, calibrated where there was gold.
    package var classifier: TextClassifier<FittedEndModel>
    /// Documents that were learned from.
    package var documentCount: Int
    /// Documents left out, as they have no label.
    package var unlabeledCount: Int
    /// Documents with gold.
    package var goldCount: Int
    /// The model on gold labels of documents held out in turn, calibrated on
    /// the others; `nil` below ``Temperature/leastDocuments``.
    package var score: ScoreReport?
    /// The model and the labels it learned from on the same gold labels; `nil` where those are gold.
    package var scores: ScoreComparison?
    /// Bad records that were left out.
    package var rejectedCount: Int
    /// The first bad records.
    package var firstRejects: [RejectedRecord]
  }

  /// Prepares a run.
  package init(source: CorpusSource, labels: Labels, model: any EndModel) {
    self.source = source
    self.labels = labels
    self.model = model
  }

  /// Trains, and writes the model to a path.
  ///
  /// - Throws: What reading and writing throw, and `EndModelError`; then there is
  ///   no file, or the old one.
  package func run(writingTo path: String) throws -> Outcome {
    try files.writing(to: path, whatLearnsFrom: source) {
      try train()
    } file: {
      EndModelFile($0.classifier)
    }
  }

  private func train() throws -> Outcome {
    let texts = try TrainingTextReader(
      source: source,
      files: files,
      labels: labels,
      options: features,
      onProgress: onProgress
    ).read()
    let hashed = HashedFeatures(fittingTo: texts.terms)
    guard texts.labelSpace.classCount > 0 else { throw EndModelError.noDocuments }
    let set = TrainingSet(
      features: hashed.features(of: texts.terms),
      labelSpace: texts.labelSpace,
      targets: SoftLabels(classCount: texts.labelSpace.classCount, values: texts.targets),
      weights: texts.weights.contains(0) ? texts.weights : nil
    )
    var fitted = try model.fitted(to: set)
    let goldRows = texts.golds.indices.filter { !texts.golds[$0].isAbstain }
    var score: ScoreReport?
    var scores: ScoreComparison?
    if goldRows.count >= Temperature.leastDocuments {
      let golds = goldRows.map { texts.golds[$0] }
      let held = try HeldOutScoring(of: goldRows, in: set, by: model)
      fitted.temperature = Temperature.fitted(to: held.scores, gold: golds)
      let isGold = if case .classes = labels { true } else { false }
      let rows = ScoredRows(
        labelSpace: texts.labelSpace,
        probabilities: try held.calibrated(gold: golds, isLearnedFrom: isGold),
        gold: golds
      )
      score = ScoreReport(of: rows)
      if !isGold {
        scores = ScoreComparison(
          ("end model, held out", rows),
          ("labels learned from", labelRows(texts, goldRows, set.targets))
        )
      }
    }
    return Outcome(
      classifier: TextClassifier(features: hashed, model: fitted),
      documentCount: fitted.facts.documents,
      unlabeledCount: texts.unlabeledCount,
      goldCount: goldRows.count,
      score: score,
      scores: scores,
      rejectedCount: texts.rejects.count,
      firstRejects: texts.rejects.first
    )
  }

  /// The labels learned from on documents with gold; some of these may have none.
  private func labelRows(
    _ texts: TrainingTexts,
    _ goldRows: [Int],
    _ targets: SoftLabels
  ) -> ScoredRows {
    let isLabeled = goldRows.map { texts.weights[$0] > 0 }
    var rows = ScoredRows(
      labelSpace: texts.labelSpace,
      labels: zip(goldRows, isLabeled).map {
        $1 ? TieBreaking.abstain.label(of: targets[row: $0]) : .abstain
      },
      gold: goldRows.map { texts.golds[$0] },
      probabilities: targets.selecting(rows: goldRows)
    )
    rows.lacksProbabilities = isLabeled.map { !$0 }
    return rows
  }
}
