internal import LabelingCore

/// Fits a model once per fold and scores it on the fold's gold labels.
enum CrossValidation {
  static func scores(
    of model: any LabelModel,
    on folds: GoldFolds,
    options: FitOptions
  ) throws(LabelModelError) -> HeldOutScores {
    var scores = HeldOutScores(count: folds.goldCount)
    for fold in folds.folds where !fold.held.isEmpty {
      let soft = try posteriors(of: model, on: fold.votes, options: options)
      for held in fold.held { scores.note(soft[row: held.pattern], of: held, in: fold.votes) }
    }
    return scores
  }

  private static func posteriors(
    of model: some LabelModel,
    on votes: VotePatterns,
    options: FitOptions
  ) throws(LabelModelError) -> SoftLabels {
    try model.check(votes.ballots)
    let table = PairTable(votes)
    let learned = try model.learn(from: table, start: nil, options: options)
    return model.posteriors(of: table, with: learned.parameters, options: options).softLabels()
  }
}
