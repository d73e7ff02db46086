package import LabelingCore

/// Every score of a set of predictions against gold labels.
///
/// Only rows whose gold label is known are judged: a class, or a set of classes that the truth is
/// among. Of a set, accuracy, coverage, the share of hits, log loss and the calibration of labels
/// are counted; scores of classes, Brier's and the confusions know no class there, and leave it
/// out. A value without evidence is `nil` and left out of the JSON.
package struct ScoreReport: Hashable, Sendable, Codable {
  /// Rows judged.
  package let rowCount: Int
  /// Rows left out, as their gold label is unknown.
  package let unjudgedCount: Int
  /// Judged rows with a hard label.
  package let labeledCount: Int
  /// A score per class, in the order of the label space.
  package let classes: [ClassScore]
  /// Gold classes by labels.
  package let confusion: ConfusionMatrix
  /// Accuracy by the probability of the label; `nil` without probabilities.
  package let reliability: ReliabilityTable?
  /// The labels' accuracy and coverage.
  package let labelAccuracy: LabelAccuracy
  /// The labels on each level of the tree that the classes stand in, from the top; `nil` without one.
  package let levels: [TreeLevelScore]?
  /// The scores that there is evidence for, by their keys.
  private let values: [String: Double]
  /// Their intervals, by the keys of the scores.
  private let intervals: [String: Interval]

  /// Scores predictions.
  ///
  /// - Complexity: O(*n* · *k* + *k*²).
  package init(of rows: ScoredRows) {
    let confusion = ConfusionMatrix(of: rows)
    let probabilities = ProbabilityScores(of: rows)
    let classes = confusion.classes.indices.map {
      ClassScore($0, of: confusion, probabilities: probabilities)
    }
    let all = rows.counts?.reduce(0, +) ?? rows.gold.count
    let labels = rows.labelAccuracy
    let tree = TreeScores(of: rows)
    let inputs = EvaluationScore.Inputs(
      labels: labels,
      confusion: confusion,
      probabilities: probabilities,
      classes: classes,
      tree: tree
    )
    var values: [String: Double] = [:]
    var intervals: [String: Interval] = [:]
    for score in EvaluationScore.all {
      values[score.key] = score.value(inputs)
      intervals[score.key] = score.interval(inputs)
    }
    rowCount = labels.goldCount
    unjudgedCount = all - labels.goldCount
    labeledCount = labels.labeledCount
    self.classes = classes
    self.confusion = confusion
    reliability = probabilities?.reliability
    labelAccuracy = labels
    levels = tree?.levels
    self.values = values
    self.intervals = intervals
  }

  /// A score; `nil` without evidence.
  package subscript(score: EvaluationScore) -> Double? { values[score.key] }

  /// A score's confidence interval; `nil` without evidence.
  package func interval(of score: EvaluationScore) -> Interval? { intervals[score.key] }
}

/// The scores by name.
extension ScoreReport {
  /// Share of the judged rows that have a hard label.
  package var coverage: Double? { self[.coverage] }
  /// Share of right labels among the judged rows that have one.
  package var accuracy: Double? { self[.accuracy] }
  /// Confidence interval of `accuracy`.
  package var accuracyInterval: Interval? { interval(of: .accuracy) }
  /// Share of judged rows whose gold class is most probable, labeled or not; ties share the point.
  package var hitShare: Double? { self[.hitShare] }
  /// Mean F1 over the classes that occur in gold or in labels.
  package var macroF1: Double? { self[.macroF1] }
  /// F1 of all classes together; a row without a label is missed.
  package var microF1: Double? { self[.microF1] }
  /// Matthews' correlation over the labeled rows.
  package var matthewsCorrelation: Double? { self[.matthewsCorrelation] }
  /// Mean −ln of the gold class' probability, which counts as 1e-6 at least.
  package var logLoss: Double? { self[.logLoss] }
  /// Confidence interval of `logLoss`, by its standard error.
  package var logLossInterval: Interval? { interval(of: .logLoss) }
  /// Mean squared error of the probabilities, summed over classes.
  package var brier: Double? { self[.brier] }
  /// Expected calibration error of the labels' probabilities.
  package var ece: Double? { self[.calibrationError] }
}

/// In JSON each score stands under its key, beside the counts.
extension ScoreReport {
  private enum CodingKeys: String, CodingKey {
    case rowCount = "row_count"
    case unjudgedCount = "unjudged_count"
    case labeledCount = "labeled_count"
    case classes
    case confusion
    case reliability
    case levels
  }

  private struct ScoreKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    let facts = try decoder.container(keyedBy: CodingKeys.self)
    rowCount = try facts.decode(Int.self, forKey: .rowCount)
    unjudgedCount = try facts.decode(Int.self, forKey: .unjudgedCount)
    labeledCount = try facts.decode(Int.self, forKey: .labeledCount)
    classes = try facts.decode([ClassScore].self, forKey: .classes)
    confusion = try facts.decode(ConfusionMatrix.self, forKey: .confusion)
    reliability = try facts.decodeIfPresent(ReliabilityTable.self, forKey: .reliability)
    levels = try facts.decodeIfPresent([TreeLevelScore].self, forKey: .levels)
    let scores = try decoder.container(keyedBy: ScoreKey.self)
    var values: [String: Double] = [:]
    var intervals: [String: Interval] = [:]
    for score in EvaluationScore.all {
      let (key, ofInterval) = (
        ScoreKey(stringValue: score.key), ScoreKey(stringValue: score.intervalKey)
      )
      values[score.key] = try scores.decodeIfPresent(Double.self, forKey: key)
      intervals[score.key] = try scores.decodeIfPresent(Interval.self, forKey: ofInterval)
    }
    self.values = values
    self.intervals = intervals
    let accuracy = values[EvaluationScore.accuracy.key] ?? 0
    let labeled = max(labeledCount, 0)
    labelAccuracy = LabelAccuracy(
      goldCount: max(rowCount, labeled),
      labeledCount: labeled,
      correctCount: Int((min(max(accuracy, 0), 1) * Double(labeled)).rounded())
    )
  }

  package func encode(to encoder: any Encoder) throws {
    var facts = encoder.container(keyedBy: CodingKeys.self)
    try facts.encode(rowCount, forKey: .rowCount)
    try facts.encode(unjudgedCount, forKey: .unjudgedCount)
    try facts.encode(labeledCount, forKey: .labeledCount)
    try facts.encode(classes, forKey: .classes)
    try facts.encode(confusion, forKey: .confusion)
    try facts.encodeIfPresent(reliability, forKey: .reliability)
    try facts.encodeIfPresent(levels, forKey: .levels)
    var scores = encoder.container(keyedBy: ScoreKey.self)
    for score in EvaluationScore.all {
      try scores.encodeIfPresent(self[score], forKey: ScoreKey(stringValue: score.key))
      try scores.encodeIfPresent(
        interval(of: score),
        forKey: ScoreKey(stringValue: score.intervalKey)
      )
    }
  }
}
