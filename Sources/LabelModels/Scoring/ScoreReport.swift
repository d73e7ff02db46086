package import LabelingCore

/// Every score of a set of predictions against gold labels.
///
/// Only rows whose gold label is known are judged. A value without evidence
/// is `nil` and left out of the JSON.
/// - SeeAlso: Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
package struct ScoreReport: Hashable, Sendable, Codable {
  /// Rows judged.
  package let rowCount: Int
  /// Rows left out, as their gold label is unknown.
  package let unjudgedCount: Int
  /// Judged rows with a hard label.
  package let labeledCount: Int
  /// Share of the judged rows that have a hard label.
  package let coverage: Double?
  /// Share of right labels among the judged rows that have one.
  package let accuracy: Double?
  /// Confidence interval of `accuracy`.
  package let accuracyInterval: Interval?
  /// Share of judged rows whose gold class is most probable, labeled or not; ties share the point.
  package let hitShare: Double?
  /// Mean F1 over the classes that occur in gold or in labels.
  package let macroF1: Double?
  /// F1 of all classes together; a row without a label is missed.
  package let microF1: Double?
  /// Matthews' correlation over the labeled rows.
  package let matthewsCorrelation: Double?
  /// Mean −ln of the gold class' probability, which counts as 1e-6 at least.
  package let logLoss: Double?
  /// Confidence interval of `logLoss`, by its standard error.
  package let logLossInterval: Interval?
  /// Mean squared error of the probabilities, summed over classes.
  package let brier: Double?
  /// Expected calibration error of the labels' probabilities.
  package let ece: Double?
  /// A score per class, in the order of the label space.
  package let classes: [ClassScore]
  /// Gold classes by labels.
  package let confusion: ConfusionMatrix
  /// Accuracy by the probability of the label; `nil` without probabilities.
  package let reliability: ReliabilityTable?

  private enum CodingKeys: String, CodingKey {
    case rowCount = "row_count"
    case unjudgedCount = "unjudged_count"
    case labeledCount = "labeled_count"
    case coverage
    case accuracy
    case accuracyInterval = "accuracy_interval"
    case hitShare = "hit_share"
    case macroF1 = "macro_f1"
    case microF1 = "micro_f1"
    case matthewsCorrelation = "matthews_correlation"
    case logLoss = "log_loss"
    case logLossInterval = "log_loss_interval"
    case brier
    case ece
    case classes
    case confusion
    case reliability
  }

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
    let labels = confusion.labelAccuracy
    let (judged, labeled, correct) = (labels.goldCount, labels.labeledCount, labels.correctCount)
    let f1s = classes.compactMap(\.f1)
    rowCount = judged
    unjudgedCount = all - judged
    labeledCount = labeled
    coverage = labels.coverage
    accuracy = labels.accuracy
    accuracyInterval = labels.interval
    hitShare = probabilities.map { $0.fractionalHits / Double($0.rowCount) }
    macroF1 = f1s.isEmpty ? nil : f1s.reduce(0, +) / Double(f1s.count)
    microF1 = judged > 0 ? 2 * Double(correct) / Double(judged + labeled) : nil
    matthewsCorrelation = confusion.matthewsCorrelation
    logLoss = probabilities?.logLoss
    logLossInterval = probabilities.flatMap { scores in
      scores.logLossError.map {
        Interval(mean: scores.logLoss, standardError: $0).clamped(to: 0...(.infinity))
      }
    }
    brier = probabilities?.brier
    ece = probabilities?.reliability.expectedCalibrationError
    self.classes = classes
    self.confusion = confusion
    reliability = probabilities?.reliability
  }

  /// The labels' accuracy and coverage.
  package var labelAccuracy: LabelAccuracy { confusion.labelAccuracy }
}
