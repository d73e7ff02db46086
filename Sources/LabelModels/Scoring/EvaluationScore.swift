internal import LabelingCore

/// A score of labels against gold: its key in JSON, its heading, and how it is computed.
///
/// ``all`` is the one list of scores: the JSON and the table of `winnow evaluate`, and the page
/// of `winnow report`, follow it. A new score is one of the constants below and its name there.
package struct EvaluationScore: Sendable {
  /// All scores, in the order in which tables show them.
  package static let all: [EvaluationScore] = [
    accuracy, coverage, hitShare, macroF1, microF1, matthewsCorrelation, logLoss, brier,
    calibrationError, hierarchicalPrecision, hierarchicalRecall, hierarchicalF1, classLabelShare,
    meanLabelClasses,
  ]

  /// The scores that tables show.
  package static let shown = all.filter { $0.heading != nil }

  /// What scores are computed from.
  package struct Inputs {
    /// Accuracy and coverage of the labels.
    let labels: LabelAccuracy
    /// Gold classes by labels.
    let confusion: ConfusionMatrix
    /// What gold says of the probabilities; `nil` without any.
    let probabilities: ProbabilityScores?
    /// The scores of each class.
    let classes: [ClassScore]
    /// What the tree that classes stand in adds; `nil` without one.
    let tree: TreeScores?
  }

  /// Its key in JSON.
  package let key: String
  /// Its heading in tables; `nil` for JSON alone.
  package let heading: String?
  /// Where its interval is shown too.
  package let intervalPlaces: Places
  /// The score; `nil` without evidence.
  let value: @Sendable (Inputs) -> Double?
  /// Its confidence interval; `nil` without evidence, or for a score without.
  let interval: @Sendable (Inputs) -> Interval?

  /// Tables.
  package struct Places: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// What `winnow evaluate` prints.
    package static let evaluate = Places(rawValue: 1 << 0)
    /// The page of `winnow report`.
    package static let report = Places(rawValue: 1 << 1)
  }

  init(
    _ key: String,
    _ heading: String? = nil,
    intervalIn places: Places = [],
    value: @escaping @Sendable (Inputs) -> Double?,
    interval: @escaping @Sendable (Inputs) -> Interval? = { _ in nil }
  ) {
    self.key = key
    self.heading = heading
    intervalPlaces = places
    self.value = value
    self.interval = interval
  }

  /// The key of its interval in JSON.
  package var intervalKey: String { "\(key)_interval" }
}

/// Scores of labels alone.
extension EvaluationScore {
  /// Share of right labels among the judged rows that have one.
  package static let accuracy = EvaluationScore(
    "accuracy",
    "accuracy",
    intervalIn: [.evaluate, .report],
    value: { $0.labels.accuracy },
    interval: { $0.labels.interval }
  )

  /// Share of the judged rows that have a hard label.
  package static let coverage = EvaluationScore(
    "coverage",
    "coverage",
    value: { $0.labels.coverage }
  )

  /// Mean F1 over the classes that occur in gold or in labels.
  package static let macroF1 = EvaluationScore(
    "macro_f1",
    "macro-F1",
    value: { inputs in
      let f1s = inputs.classes.compactMap(\.f1)
      return f1s.isEmpty ? nil : f1s.reduce(0, +) / Double(f1s.count)
    }
  )

  /// F1 of all classes together; a row without a label is missed.
  package static let microF1 = EvaluationScore(
    "micro_f1",
    value: { inputs in
      let labels = inputs.labels
      guard labels.goldCount > 0 else { return nil }
      return 2 * Double(labels.correctCount) / Double(labels.goldCount + labels.labeledCount)
    }
  )

  /// Matthews' correlation over the labeled rows.
  package static let matthewsCorrelation = EvaluationScore(
    "matthews_correlation",
    value: { $0.confusion.matthewsCorrelation }
  )
}

/// Scores of the probabilities of classes; without probabilities there are none.
extension EvaluationScore {
  /// Share of judged rows whose gold class is most probable, labeled or not; ties share the point.
  package static let hitShare = EvaluationScore(
    "hit_share",
    value: { $0.probabilities.map { $0.fractionalHits / Double($0.rowCount) } }
  )

  /// Mean −ln of the gold class' probability, which counts as 1e-6 at least.
  package static let logLoss = EvaluationScore(
    "log_loss",
    "log loss",
    intervalIn: .report,
    value: { $0.probabilities?.logLoss },
    interval: { inputs in
      guard let scores = inputs.probabilities, let error = scores.logLossError else { return nil }
      return Interval(mean: scores.logLoss, standardError: error).clamped(to: 0...(.infinity))
    }
  )

  /// Mean squared error of the probabilities, summed over classes.
  ///
  /// - SeeAlso: Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
  package static let brier = EvaluationScore(
    "brier",
    "Brier",
    value: { $0.probabilities?.brier }
  )

  /// Expected calibration error of the labels' probabilities.
  package static let calibrationError = EvaluationScore(
    "ece",
    "ECE",
    value: { $0.probabilities?.reliability.expectedCalibrationError }
  )
}
