package import LabelingCore

/// How a model does on gold labels that its fit has not seen, beside majority vote.
///
/// The gold documents are halved in turns; each half is scored by a fit that is
/// anchored by the other half only, so every gold label is scored once.
package struct GoldCheck: Hashable, Sendable, Codable {
  /// One model's scores.
  package struct Score: Hashable, Sendable, Codable {
    /// Share of right documents, ties in fractions.
    package var accuracy: Double
    /// Wilson's interval of it at 95 %.
    package var accuracyInterval: VoterEstimate.Interval
    /// Mean log loss, probabilities clipped at 1e−6.
    package var logLoss: Double
    /// Interval of it at 95 %.
    package var logLossInterval: VoterEstimate.Interval

    init(_ scores: HeldOutScores) {
      let right = HeldOutScores.Mean(scores.right)
      let loss = HeldOutScores.Mean(scores.losses)
      accuracy = right.value
      accuracyInterval = VoterEstimate.Interval(
        share: right.value,
        count: Double(scores.right.count)
      )
      logLoss = loss.value
      logLossInterval = VoterEstimate.Interval(
        low: max(0, loss.value - loss.margin),
        high: loss.value + loss.margin
      )
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
  /// Accuracy of the model less that of majority vote.
  package var accuracyGain: Double
  /// Paired interval of `accuracyGain` at 95 %.
  package var accuracyGainInterval: VoterEstimate.Interval
  /// Log loss of majority vote less that of the model.
  package var logLossGain: Double
  /// Paired interval of `logLossGain` at 95 %.
  package var logLossGainInterval: VoterEstimate.Interval

  /// Whether the model is worse than majority vote beyond chance.
  package var isWorseThanMajority: Bool {
    goldDocuments >= Self.leastGold && accuracyGainInterval.high < 0
  }

  /// The warning to give, if any.
  package var warning: LabelModelWarning? {
    guard isWorseThanMajority else { return nil }
    return .worseThanMajority(
      accuracy: score.accuracy,
      majority: majority.accuracy,
      goldDocuments: goldDocuments
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
    let accuracy = HeldOutScores.Mean(zip(scores.right, baseline.right).map { $0 - $1 })
    let loss = HeldOutScores.Mean(zip(baseline.losses, scores.losses).map { $0 - $1 })
    accuracyGain = accuracy.value
    accuracyGainInterval = VoterEstimate.Interval(
      low: accuracy.value - accuracy.margin,
      high: accuracy.value + accuracy.margin
    )
    logLossGain = loss.value
    logLossGainInterval = VoterEstimate.Interval(
      low: loss.value - loss.margin,
      high: loss.value + loss.margin
    )
  }
}
