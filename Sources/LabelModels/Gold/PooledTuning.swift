package import LabelingCore

/// Chooses the default model's blend weight and anchor share by cross-validated log loss on gold.
///
/// The defaults stay unless others are better by more than one standard error
/// of the paired difference, so that a few gold labels do not undo them.
package struct PooledTuning: Sendable {
  /// Blend weights tried.
  package static let blendWeights = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
  /// Anchor shares tried.
  package static let anchorShares = [0, 0.1, 0.25, 0.5, 0.75]

  /// The model with the values chosen.
  package let model: PooledLabelModel
  /// Log loss of the defaults on held-out gold labels.
  package let defaultLogLoss: Double
  /// Log loss of the values chosen.
  package let logLoss: Double
  /// Whether the values differ from the defaults.
  package let isTuned: Bool

  /// The values chosen, in words.
  package var words: String {
    "blend \(model.blendWeight), anchor \(model.anchorShare.map { "\($0)" } ?? "default")"
  }

  /// Tries all combinations on five fixed folds.
  ///
  /// - Throws: ``LabelModelError/tooLittleGold(needed:found:)`` below 20 labels.
  package init(
    from base: PooledLabelModel = PooledLabelModel(),
    on votes: VotePatterns,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) {
    let folds = GoldFolds(votes, count: ModelSelection.foldCount)
    guard folds.goldCount >= GoldCheck.leastGold else {
      throw .tooLittleGold(needed: GoldCheck.leastGold, found: folds.goldCount)
    }
    // The reading of silence is the same for all folds.
    var fixed = base
    fixed.mode = try base.fitted(to: votes, options: options).parameters.mode
    let defaults = try Self.losses(of: fixed, blends: [fixed.blendWeight], folds, options)[0]
    var best: (model: PooledLabelModel, losses: [Double])?
    for share in Self.anchorShares {
      var candidate = fixed
      candidate.anchorShare = share
      let losses = try Self.losses(of: candidate, blends: Self.blendWeights, folds, options)
      for (weight, losses) in zip(Self.blendWeights, losses) {
        let isBetter =
          best.map { HeldOutScores.Mean(losses).value < HeldOutScores.Mean($0.losses).value }
        if isBetter ?? true {
          candidate.blendWeight = weight
          best = (candidate, losses)
        }
      }
    }
    defaultLogLoss = HeldOutScores.Mean(defaults).value
    if let best {
      let gain = HeldOutScores.Mean(zip(defaults, best.losses).map { $0 - $1 })
      if gain.value > gain.standardError {
        var chosen = best.model
        chosen.mode = base.mode
        model = chosen
        logLoss = HeldOutScores.Mean(best.losses).value
        isTuned = true
        return
      }
    }
    model = base
    logLoss = defaultLogLoss
    isTuned = false
  }

  /// Log losses per gold document for each blend weight: one fit per fold serves all.
  private static func losses(
    of model: PooledLabelModel,
    blends: [Double],
    _ folds: GoldFolds,
    _ options: FitOptions
  ) throws(LabelModelError) -> [[Double]] {
    var scores = [HeldOutScores](
      repeating: HeldOutScores(count: folds.goldCount),
      count: blends.count
    )
    for fold in folds.folds where !fold.held.isEmpty {
      let table = PairTable(fold.votes)
      let parameters = try model.learn(from: table, start: nil, options: options).parameters
      for (place, weight) in blends.enumerated() {
        var blended = model
        blended.blendWeight = weight
        let soft = blended.posteriors(of: table, with: parameters, options: options)
        for held in fold.held {
          scores[place].note(soft[row: held.pattern], of: held, in: fold.votes)
        }
      }
    }
    return scores.map(\.guardedLosses)
  }
}
