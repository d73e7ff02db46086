package import ByteIO
package import CorpusIO
package import EndModels
internal import LabelIO
package import LabelModels
internal import LabelingCore

/// Trains an end model on labels of several classes a document: a binary one for each class, over
/// the same features.
///
/// With enough gold labels each class is calibrated by a temperature of its own, and the model is
/// judged on documents that it has not learned from.
package struct MultiLabelTrainRun {
  /// The labeled corpus; its gold field is what probabilities are judged by.
  package var source: CorpusSource
  /// The files that the command reads and writes.
  package var files = RunFiles()
  /// Where the labels are.
  package var labels: TrainRun.Labels
  /// The features.
  package var features = FeatureOptions()
  /// The model of each class.
  package var model: any EndModel
  /// Number of threads; `nil` for one per processor.
  package var threadCount: Int?

  /// What came out.
  package struct Outcome: Sendable {
    /// The trained classifier, calibrated where there was gold.
    package var classifier: TextClassifier<FittedMultiLabelEndModel>
    /// Documents that were learned from.
    package var documentCount: Int
    /// Documents left out, as they have no labels.
    package var unlabeledCount: Int
    /// Documents with gold.
    package var goldCount: Int
    /// Classes that every labeled document has, or none.
    package var constantClasses: [String]
    /// The model on gold labels of documents held out in turn, calibrated on the others, then the
    /// labels it learned from where those are not gold; empty below ``Temperature/leastDocuments``.
    package var scores: [(name: String, report: LabelSetReport)]
    /// Bad records that were left out.
    package var rejectedCount: Int
    /// The first bad records.
    package var firstRejects: [RejectedRecord]
  }

  /// Prepares a run.
  package init(source: CorpusSource, labels: TrainRun.Labels, model: any EndModel) {
    self.source = source
    self.labels = labels
    self.model = model
  }

  /// Whether labels are of several classes, by the fields that `winnow label` writes.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - labels: Where the labels are.
  /// - Returns: Whether its first file has a field of such labels, and none of one class.
  /// - Throws: What keeping standard input throws.
  package static func isThere(in source: CorpusSource, _ labels: TrainRun.Labels) throws -> Bool {
    guard let path = source.paths.first else { return false }
    var file = LabelSetFile(at: path)
    file.options = source.options
    switch labels {
    case .probabilities(let prefix): file.schema = LabelSchema(prefix: prefix)
    case .classes(let field): guard field.isExactly(file.schema.labels) else { return false }
    }
    return try file.isThere()
  }

  /// Trains, and writes the model to a path.
  ///
  /// - Parameters:
  ///   - path: Where the model goes.
  ///   - onProgress: Called now and then with documents and bytes read so far.
  /// - Returns: What came out.
  /// - Throws: What reading and writing throw, and `EndModelError`; then there is no file, or the
  ///   old one.
  package func run(
    writingTo path: String,
    onProgress: @escaping (_ documents: Int, _ bytes: Int) -> Void = { _, _ in }
  ) throws -> Outcome {
    try files.writing(to: path, whatLearnsFrom: source) {
      try train(onProgress)
    } file: {
      EndModelFile($0.classifier)
    }
  }

  private func train(
    _ onProgress: @escaping (_ documents: Int, _ bytes: Int) -> Void
  ) throws -> Outcome {
    let texts = try MultiLabelTextReader(
      source: source,
      files: files,
      labels: labels,
      options: features,
      onProgress: onProgress
    ).read()
    guard texts.labelSpace.classCount > 0 else {
      guard texts.labels.contains(where: { $0 != nil }) else { throw EndModelError.noDocuments }
      throw Diagnostic(
        at: SourceLocation(source.paths[0]),
        "no labeled document has a class, so there is nothing to learn",
        help: "label documents that have one, too"
      )
    }
    let hashed = HashedFeatures(fittingTo: texts.terms)
    let isLabeled = texts.labels.map { $0 != nil }
    let set = MultiLabelTrainingSet(
      features: hashed.features(of: texts.terms),
      labelSpace: texts.labelSpace,
      targets: texts.targets,
      weights: isLabeled.contains(false) ? isLabeled.map { $0 ? 1 : 0 } : nil
    )
    var fitted = try set.fitted(by: model, threadCount: threadCount)
    fitted.thresholds = thresholds(of: texts)
    let goldRows = texts.golds.indices.filter { texts.golds[$0] != nil }
    var scores: [(name: String, report: LabelSetReport)] = []
    if goldRows.count >= Temperature.leastDocuments {
      let probabilities = try calibrate(&fitted, set, goldRows, texts)
      scores.append(
        (
          "end model, held out",
          report(
            texts,
            goldRows,
            (0..<goldRows.count).map { fitted.labels(from: probabilities[row: $0]) },
            probabilities
          )
        )
      )
      if !isGold {
        scores.append(
          (
            "labels learned from",
            report(
              texts,
              goldRows,
              goldRows.map { texts.labels[$0] },
              texts.targets.selecting(rows: goldRows)
            )
          )
        )
      }
    }
    return Outcome(
      classifier: TextClassifier(features: hashed, model: fitted),
      documentCount: isLabeled.count { $0 },
      unlabeledCount: texts.unlabeledCount,
      goldCount: goldRows.count,
      constantClasses: zip(texts.labelSpace.classes, fitted.parts)
        .filter { $1.balance.contains(0) }.map(\.0),
      scores: scores,
      rejectedCount: texts.rejects.count,
      firstRejects: texts.rejects.first
    )
  }

  private var isGold: Bool { if case .classes = labels { true } else { false } }

  /// Calibrates each class by gold labels; returns probabilities of documents that were held out.
  private func calibrate(
    _ fitted: inout FittedMultiLabelEndModel,
    _ set: MultiLabelTrainingSet,
    _ goldRows: [Int],
    _ texts: MultiLabelTexts
  ) throws -> SoftLabels {
    let k = texts.labelSpace.classCount
    let held = try set.heldOut(goldRows, by: model, threadCount: threadCount)
    var values = [Double](repeating: 0, count: goldRows.count * k)
    for (c, own) in held.enumerated() {
      let golds = goldRows.map { row in
        Vote(classIndex: texts.golds[row]?.contains(c) == true ? 1 : 0)
      }
      fitted.parts[c].temperature = Temperature.fitted(to: own.scores, gold: golds)
      let soft = try own.calibrated(gold: golds, isLearnedFrom: isGold)
      for row in goldRows.indices { values[row * k + c] = soft.values[2 * row + 1] }
    }
    return SoftLabels(classCount: k, values: values)
  }

  private func report(
    _ texts: MultiLabelTexts,
    _ goldRows: [Int],
    _ labels: [[Int]?],
    _ probabilities: SoftLabels
  ) -> LabelSetReport {
    var rows = LabelSetRows(
      labelSpace: texts.labelSpace,
      labels: labels,
      gold: goldRows.map { texts.golds[$0] },
      probabilities: probabilities
    )
    let lacks = labels.map { $0 == nil }
    rows.lacksProbabilities = lacks.contains(true) ? lacks : nil
    return LabelSetReport(of: rows)
  }

  /// Above which probability the labels have each class.
  ///
  /// One half where that tells them apart; else the middle between the documents that have the
  /// class and those that do not, as with labels whose thresholds gold chose. One half again where
  /// no threshold does, as with labels that were corrected by hand.
  private func thresholds(of texts: MultiLabelTexts) -> [Double] {
    let half = FittedMultiLabelEndModel.defaultThreshold
    let k = texts.labelSpace.classCount
    return (0..<k).map { c in
      var (highestWithout, lowestWith) = (-Double.infinity, Double.infinity)
      for (row, label) in texts.labels.enumerated() {
        guard let label else { continue }
        let p = texts.targets.values[row * k + c]
        if label.contains(c) {
          lowestWith = min(lowestWith, p)
        } else {
          highestWithout = max(highestWithout, p)
        }
      }
      if highestWithout <= half, half < lowestWith { return half }
      guard highestWithout < lowestWith else { return half }
      return (max(highestWithout, 0) + min(lowestWith, 1)) / 2
    }
  }
}
