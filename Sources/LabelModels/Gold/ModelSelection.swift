package import LabelingCore

/// Picks a label model by cross-validated log loss on gold labels; without gold, the default.
///
/// With at least 20 gold labels there are five fixed folds; in each the other
/// folds' gold labels anchor the fits. Without, the default model judges by
/// itself how far the votes look independent, see ``IndependenceGate``.
package struct ModelSelection: Sendable {
  /// Name of the choice on the command line.
  package static let name = "auto"
  /// Number of folds.
  package static let foldCount = 5

  /// Standard errors by which a model must beat the default to be picked.
  ///
  /// With few gold labels the least log loss of a dozen models is often luck.
  package static let clearGain = 1.0

  /// One candidate's result.
  package struct Entry: Sendable, Codable {
    /// Name of the model.
    package var model: String
    /// What sets it apart from the model's defaults; empty for the defaults.
    package var variant: String
    /// Mean log loss on held-out gold labels; `nil` when the model cannot be fitted.
    package var logLoss: Double?
    /// Share of right labels among the held-out documents that get one.
    package var accuracy: Double?
    /// Share of the held-out documents that get a label.
    package var coverage: Double?
  }

  /// The model picked.
  package let model: any LabelModel
  /// All candidates, in the order they were tried; empty without gold.
  package let entries: [Entry]
  /// Place of the model picked among `entries`.
  package let picked: Int

  /// Picks by gold where there are 20 labels, else the default.
  package static func automatic(
    on votes: VotePatterns,
    base: PooledLabelModel = PooledLabelModel(),
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) -> ModelSelection {
    let gold = votes.gold.indices.reduce(0) {
      $0 + (votes.gold[$1].isAbstain ? 0 : votes.counts[$1])
    }
    if gold >= GoldCheck.leastGold {
      return try ModelSelection(on: votes, base: base, options: options)
    }
    return ModelSelection(base)
  }

  private init(_ base: PooledLabelModel) {
    model = base
    entries = []
    picked = 0
  }

  /// The family: the default model, which stacks by the gold labels, and the classics.
  ///
  /// - Throws: ``LabelModelError/tooLittleGold(needed:found:)`` below 20 labels.
  package init(
    on votes: VotePatterns,
    base: PooledLabelModel = PooledLabelModel(),
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) {
    let folds = GoldFolds(votes, count: Self.foldCount)
    guard folds.goldCount >= GoldCheck.leastGold else {
      throw .tooLittleGold(needed: GoldCheck.leastGold, found: folds.goldCount)
    }
    var candidates: [(model: any LabelModel, variant: String)] = [(base, "")]
    for model in LabelModelRegistry.models where !(model is PooledLabelModel) {
      candidates.append((model, ""))
    }
    candidates.append((DawidSkene(silence: .category), "silence is an answer"))
    candidates.append((DawidSkene(silence: .ignored), "silence is ignored"))
    var entries: [Entry] = []
    var best: (place: Int, loss: Double)?
    var defaults: [Double]?
    for (place, candidate) in candidates.enumerated() {
      var entry = Entry(model: type(of: candidate.model).name, variant: candidate.variant)
      if let scores = Self.scores(of: candidate.model, on: folds, options: options) {
        let loss = HeldOutScores.Mean(scores.guardedLosses).value
        entry.logLoss = HeldOutScores.Mean(scores.losses).value
        entry.accuracy = scores.labelAccuracy.accuracy
        entry.coverage = scores.labelAccuracy.coverage
        let losses = defaults ?? scores.guardedLosses
        defaults = losses
        let gain = HeldOutScores.Mean(zip(losses, scores.guardedLosses).map { $0 - $1 })
        let isClear = best == nil || gain.value > Self.clearGain * gain.standardError
        if isClear, loss < best?.loss ?? .infinity { best = (place, loss) }
      }
      entries.append(entry)
    }
    picked = best?.place ?? 0
    model = candidates[picked].model
    self.entries = entries
  }

  /// Scores, or `nil` where the model refuses these votes.
  private static func scores(
    of model: any LabelModel,
    on folds: GoldFolds,
    options: FitOptions
  ) -> HeldOutScores? {
    try? CrossValidation.scores(of: model, on: folds, options: options)
  }
}
