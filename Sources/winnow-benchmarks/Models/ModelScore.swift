internal import LabelModels
internal import LabelingCore

/// How well probabilities and labels agree with the true classes, or a mean of such figures.
struct ModelScore {
  /// Share of the rows whose class is most probable; ties share the point.
  var accuracy: Double
  var logLoss: Double
  var macroF1: Double
  var brier: Double
  var calibrationError: Double
  /// F1 of each class; ties get no label.
  var f1: [Double]

  /// The scores of rows.
  ///
  /// - Parameters:
  ///   - probabilities: Of the classes, a row each.
  ///   - labels: Label of each row; `nil` for the most probable class.
  ///   - truth: The true class of each row; abstain where unknown.
  ///   - labelSpace: The classes.
  init(
    _ probabilities: SoftLabels,
    labels: [Vote]? = nil,
    truth: [Vote],
    labelSpace: LabelSpace
  ) {
    let report = ScoreReport(
      of: labels.map {
        ScoredRows(labelSpace: labelSpace, labels: $0, gold: truth, probabilities: probabilities)
      } ?? ScoredRows(labelSpace: labelSpace, probabilities: probabilities, gold: truth)
    )
    accuracy = report.hitShare ?? .nan
    logLoss = report.logLoss ?? .nan
    macroF1 = report.macroF1 ?? .nan
    brier = report.brier ?? .nan
    calibrationError = report.ece ?? .nan
    f1 = report.classes.map { $0.f1 ?? 0 }
  }

  /// The means of several scores; those of classes only where all have as many.
  init(meanOf scores: [ModelScore]) {
    func mean(_ value: (ModelScore) -> Double) -> Double {
      scores.reduce(0) { $0 + value($1) } / Double(scores.count)
    }
    accuracy = mean(\.accuracy)
    logLoss = mean(\.logLoss)
    macroF1 = mean(\.macroF1)
    brier = mean(\.brier)
    calibrationError = mean(\.calibrationError)
    let classCount = scores.map(\.f1.count).min() ?? 0
    f1 = (0..<classCount).map { c in mean { $0.f1[c] } }
  }
}

extension VoteSet {
  /// Fits a model and scores its probabilities.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - known: Gold label of each row for the fit; `nil` for none.
  ///   - rows: The rows that are judged; `nil` for all whose class is not known to the fit.
  /// - Returns: The scores.
  /// - Throws: What makes the votes unfit for the model.
  func score(
    _ model: any LabelModel,
    knowing known: [Vote]? = nil,
    on rows: [Int]? = nil
  ) throws -> ModelScore {
    let votes = known.map { patterns.attaching(gold: $0).patterns } ?? patterns
    let fitted = try model.fit(to: votes)
    let soft = try fitted.posteriors(of: votes)
    let labels = fitted.hardLabels(from: soft, of: votes)
    let places = votes.patternOfRow.map { Int($0) }
    let judged = rows ?? places.indices.filter { known?[$0].isAbstain ?? true }
    return ModelScore(
      soft.selecting(rows: judged.map { places[$0] }),
      labels: judged.map { labels[places[$0]] },
      truth: judged.map { gold[$0] },
      labelSpace: patterns.labelSpace
    )
  }

  /// The rows with votes.
  var coveredRows: [Int] {
    patterns.patternOfRow.enumerated()
      .filter { !patterns.entries(of: Int($1)).isEmpty }.map(\.offset)
  }
}
