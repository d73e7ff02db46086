package import LabelModels
package import LabelingCore

/// Fits a label model to votes, and says how far it is to be trusted.
package struct FitRun: Sendable {
  /// Which model to fit.
  package enum Choice: Sendable {
    /// This one.
    case model(any LabelModel)
    /// The one with the least cross-validated log loss where there are at least 20
    /// gold labels; else the default.
    case automatic
  }

  /// Which model to fit.
  package var choice: Choice
  /// What the voters are, for the pooled model; `nil` where only the votes can tell.
  package var voters: VoterKind?
  /// Whether each voter has a column of votes, so that copies may be among them; else the voters
  /// gave answers one by one.
  package var areColumns = true
  /// Whether rare patterns were sampled; whether votes look independent is then not judged, as that
  /// takes whole patterns.
  package var isSampled = false
  /// Whether gold documents were chosen by what was known of them; else the pooled model judges by
  /// the votes how far they are a random sample.
  package var goldIsChosen = false
  /// A model whose posteriors the fit starts from.
  package var start: (any FittedLabelModel)?
  /// Shares of the classes as the user knows them, for the guards.
  package var declaredBalance: [Double]?
  /// Whether the fit is checked: on held-out gold and for competing readings.
  package var checks = true

  /// The model to fit; `nil` when it is picked by the votes.
  package var model: (any LabelModel)? {
    if case .model(let model) = choice { model } else { nil }
  }

  /// What came out.
  package struct Outcome: Sendable {
    /// The model with what it was told of the voters, to be fitted to other votes of theirs.
    package var model: any LabelModel
    /// The fitted model.
    package var fitted: any FittedLabelModel
    /// Posterior of each pattern.
    package var posteriors: SoftLabels
    /// What to beware of, the gravest first.
    package var warnings: [LabelModelWarning]
    /// The model on held-out gold labels compared with majority vote; `nil` for fewer than 20.
    package var check: GoldCheck?
    /// How the model was picked, when it was.
    package var selection: ModelSelection?
    /// Two readings of the votes that fit equally well.
    package var readings: AlternativeFits?

    /// The rows whose gold labels would help most: those that decide between two readings, or else
    /// those whose labels are least certain.
    ///
    /// - Parameters:
    ///   - count: Most rows.
    ///   - votes: The votes that were fitted.
    /// - Returns: Rows, each once.
    package func rowsToLabel(_ count: Int, of votes: VotePatterns) -> [Int] {
      readings?.documentsToLabel(count)
        ?? LabelingAdvice.uncertainRows(count, of: votes, posteriors: posteriors)
    }
  }

  /// Prepares a fit.
  package init(_ choice: Choice) { self.choice = choice }

  /// Fits the model; gold labels among the votes anchor it.
  ///
  /// The fit sees the patterns in their own order, so it is the same to the
  /// last bit for any order of the rows, and for shards that are added up.
  /// - Parameter rows: The votes.
  /// - Returns: The model, and the posteriors of the patterns as they were given.
  /// - Throws: `LabelModelError`.
  package func run(on rows: VotePatterns) throws -> Outcome {
    let rows = rows.withFewLevels()
    let votes = VotePatterns.merging([rows])
    let goldCount = zip(votes.gold, votes.counts).reduce(0) { $0 + ($1.0.isAbstain ? 0 : $1.1) }
    var selection: ModelSelection?
    var model: any LabelModel
    switch choice {
    case .automatic:
      let picked = try ModelSelection.automatic(on: votes, base: told(PooledLabelModel()))
      selection = picked
      model = picked.model
    case .model(let given):
      model = given
    }
    if let pooled = model as? PooledLabelModel { model = told(pooled) }
    let fitted = try model.fit(to: votes, from: start)
    let posteriors = try fitted.posteriors(of: votes)
    var outcome = Outcome(
      model: model,
      fitted: fitted,
      posteriors: try fitted.posteriors(of: rows),
      warnings: []
    )
    outcome.selection = selection
    outcome.warnings = VoteGuards.warnings(about: votes)
    outcome.warnings += FitGuards.warnings(
      about: fitted,
      votes: votes,
      posteriors: posteriors,
      declaredBalance: declaredBalance
    )
    guard checks else { return outcome }
    if goldCount >= GoldCheck.leastGold {
      let check = try GoldCheck(of: model, on: votes)
      outcome.check = check
      if let warning = check.warning { outcome.warnings.insert(warning, at: 0) }
    }
    // Documents to label are told by their rows, so in the order of the caller.
    if let readings = try AlternativeFits.find(in: rows, model: Self.reader(of: model)) {
      outcome.readings = readings
      outcome.warnings.append(readings.warning)
    }
    return outcome
  }

  /// The pooled model with what is known of the voters and of the gold labels.
  private func told(_ model: PooledLabelModel) -> PooledLabelModel {
    var model = model
    if let voters, model.mode == nil {
      model.mode = voters == .functions ? .functions : .annotators
    }
    if !areColumns, model.mode != .functions { model.discountsRelatives = false }
    if goldIsChosen { model.goldRandomness = 0 }
    if isSampled { model.hasGate = false }
    return model
  }

  /// The default model, which knows what silence means where the fitted one was told.
  private static func reader(of model: any LabelModel) -> PooledLabelModel {
    switch model {
    case let pooled as PooledLabelModel: PooledLabelModel(mode: pooled.mode)
    case let dawidSkene as DawidSkene:
      PooledLabelModel(
        mode: dawidSkene.silence.map { $0 == .category ? .functions : .annotators }
      )
    default: PooledLabelModel()
    }
  }
}
