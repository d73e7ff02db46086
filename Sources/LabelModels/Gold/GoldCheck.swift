package import LabelingCore

/// How a model does on gold labels that its fit has not seen, and how majority vote does.
///
/// The gold documents are halved in turns; each half is scored by a fit that is
/// anchored by the other half only, so every gold label is scored once.
package struct GoldCheck: Hashable, Sendable, Encodable {
  /// One model's scores.
  package struct Score: Hashable, Sendable, Encodable {
    /// Accuracy and coverage of its labels; a tie and a document without votes have none.
    package var labels: LabelAccuracy
    /// Mean log loss over all documents with gold, probabilities clipped at 1e−6.
    package var logLoss: Double
    /// Interval of it, not below 0.
    package var logLossInterval: Interval

    init(_ scores: HeldOutScores) {
      let loss = HeldOutScores.Mean(scores.losses)
      labels = scores.labelAccuracy
      logLoss = loss.value
      logLossInterval = loss.interval.clamped(to: 0...(.infinity))
    }
  }

  /// Fewest gold labels from which anything is concluded.
  package static let leastGold = 20

  /// Number of documents with gold.
  package var goldDocuments: Int
  /// Name of the model.
  package var model: String
  /// The model's scores.
  package var score: Score
  /// Majority vote's scores on the same documents.
  package var majority: Score
  /// Majority vote (first) and the model (second), also on the documents that both label.
  package var comparison: LabelComparison
  /// Log loss of majority vote less that of the model.
  package var logLossGain: Double
  /// Paired interval of `logLossGain`.
  @LowAndHigh package var logLossGainInterval: Interval

  /// Whether the model is worse than majority vote beyond chance, on the documents that both label.
  package var isWorseThanMajority: Bool {
    goldDocuments >= Self.leastGold && comparison.common.map { $0.interval.upper < 0 } ?? false
  }

  /// The warning to give, if any.
  package var warning: LabelModelWarning? {
    guard isWorseThanMajority, let common = comparison.common else { return nil }
    return .worseThanMajority(
      accuracy: common.secondAccuracy,
      majority: common.firstAccuracy,
      goldDocuments: common.count
    )
  }

  /// Checks a model on the gold labels among the votes.
  ///
  /// - Throws: ``LabelModelError/tooLittleGold(needed:found:)`` below two labels,
  ///   or what the fit throws.
  package init(
    of model: any LabelModel,
    on votes: VotePatterns,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) {
    let halves = GoldFolds(votes, count: 2)
    guard halves.goldCount >= 2 else {
      throw .tooLittleGold(needed: 2, found: halves.goldCount)
    }
    let scores = try CrossValidation.scores(of: model, on: halves, options: options)
    let baseline = try CrossValidation.scores(of: MajorityVote(), on: halves, options: options)
    goldDocuments = halves.goldCount
    self.model = type(of: model).name
    score = Score(scores)
    majority = Score(baseline)
    comparison = LabelComparison(
      first: baseline.labels,
      second: scores.labels,
      gold: scores.golds
    )
    let loss = HeldOutScores.Mean(zip(baseline.losses, scores.losses).map { $0 - $1 })
    logLossGain = loss.value
    logLossGainInterval = loss.interval
  }
}
