package import LabelingCore

/// A way to turn votes into probabilities of classes, with its hyperparameters.
///
/// Hyperparameters stand in the initializer, data in ``fitted(to:from:options:)``.
/// A model is deterministic: the same votes give the same bytes on any number
/// of threads.
package protocol LabelModel: Codable, Sendable {
  /// What a fit learns.
  associatedtype Parameters: Codable & Sendable

  /// Name on the command line and in model files.
  static var name: String { get }

  /// Whether it takes votes for sets of classes and with levels of confidence; else votes name
  /// one class each.
  static var takesAllBallots: Bool { get }

  /// Learns from votes.
  ///
  /// - Parameters:
  ///   - table: The votes; has at least one class.
  ///   - start: Posteriors to start from where a fit is iterative; `nil` for vote shares.
  ///   - options: How to run.
  /// - Returns: Parameters, and how the fit went.
  /// - Throws: What makes the votes unfit for the model.
  func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<Parameters>

  /// Posterior of each row; rows with gold are one-hot.
  func posteriors(
    of table: PairTable,
    with parameters: Parameters,
    options: FitOptions
  ) -> ClassRows

  /// Whether parameters, read from a file, fit this many voters and classes.
  func accepts(_ parameters: Parameters, voterCount: Int, classCount: Int) -> Bool

  /// The parts of row `x`'s posterior, or `nil` when the model does not add up log scores.
  func explanation(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters
  ) -> PosteriorExplanation?
}

extension LabelModel {
  package static var takesAllBallots: Bool { false }

  /// Refuses votes that say more than the model can take.
  ///
  /// - Throws: ``LabelModelError/ballotsNotTaken(model:)``, or
  ///   ``LabelModelError/kindsDiffer(model:)`` where documents have several classes.
  package func check(_ ballots: BallotList) throws(LabelModelError) {
    guard ballots.kind == .one else { throw .kindsDiffer(model: .one) }
    guard Self.takesAllBallots || ballots.isPlain else {
      throw .ballotsNotTaken(model: Self.name)
    }
  }

  /// Fits the model to votes.
  ///
  /// - Parameters:
  ///   - votes: Patterns of votes, with gold labels where known.
  ///   - start: A fitted model whose posteriors the fit starts from; its classes
  ///     must be the same, voters it does not know are left out at the start.
  ///   - options: How to run.
  /// - Returns: The model with what it learned.
  /// - Throws: What makes the votes unfit for the model.
  /// - Complexity: O(patterns · votes on a pattern · *k*) per iteration.
  package func fitted(
    to votes: VotePatterns,
    from start: (any FittedLabelModel)? = nil,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) -> FittedModel<Self> {
    guard votes.labelSpace.classCount > 0 else { throw .noClasses }
    try check(votes.ballots)
    let votes = votes.withFewLevels()
    let table = PairTable(votes)
    let cells = table.pairCount * ClassRows.stride(for: table.classCount)
    guard cells <= options.largestTable else {
      throw .tooLarge(pairs: table.pairCount, classes: table.classCount)
    }
    var beginning: ClassRows?
    if let start { beginning = try WarmStart(from: start).posteriors(of: votes, table: table) }
    let learned = try learn(from: table, start: beginning, options: options)
    var posteriors = posteriors(of: table, with: learned.parameters, options: options)
    table.restrictions.apply(to: &posteriors)
    return FittedModel(
      model: self,
      voters: votes.voters,
      labelSpace: votes.labelSpace,
      parameters: learned.parameters,
      facts: FitFacts(of: votes, table: table, learned: learned.facts),
      voterEstimates: VoterEstimate.all(of: votes, table: table, posteriors: posteriors),
      scales: votes.ballots.scales.isEmpty ? nil : votes.ballots.scales
    )
  }
}

extension LabelModel {
  /// Fits the model, for callers that know it as `any LabelModel`; see ``fitted(to:from:options:)``.
  package func fit(
    to votes: VotePatterns,
    from start: (any FittedLabelModel)? = nil,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) -> any FittedLabelModel {
    try fitted(to: votes, from: start, options: options)
  }
}

/// What a model learned and how the fit went.
package struct LearnedParameters<Parameters: Sendable>: Sendable {
  /// What posteriors are computed from.
  package var parameters: Parameters
  /// How the fit went.
  package var facts: LearningFacts
}
