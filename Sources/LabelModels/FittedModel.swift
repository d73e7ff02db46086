package import LabelingCore

/// A model with what it learned.
package struct FittedModel<Model: LabelModel>: FittedLabelModel {
  /// The model and its hyperparameters.
  package let model: Model
  package let voters: [String]
  package let labelSpace: LabelSpace
  /// What posteriors are computed from.
  package let parameters: Model.Parameters
  package let facts: FitFacts
  package let voterEstimates: [VoterEstimate]
  package let scales: [ConfidenceScale?]?

  package static var name: String { Model.name }

  /// Keys of the model file.
  private enum CodingKeys: String, CodingKey {
    case model = "hyperparameters"
    case voters
    case labelSpace = "classes"
    case parameters = "learned"
    case facts
    case voterEstimates
    case scales = "confidenceLevels"
  }

  package func posteriors(of votes: VotePatterns) throws(LabelModelError) -> SoftLabels {
    try posteriors(of: votes, options: FitOptions())
  }

  /// Posterior of each pattern, run as the options say.
  package func posteriors(
    of votes: VotePatterns,
    options: FitOptions
  ) throws(LabelModelError) -> SoftLabels {
    try check(voters: votes.voters, classes: votes.labelSpace.classes)
    try model.check(votes.ballots)
    let votes = votes.withLevels(of: scales ?? [])
    return model.posteriors(of: PairTable(votes), with: parameters, options: options).softLabels()
  }

  package func explanation(
    of x: Int,
    in votes: VotePatterns
  ) throws(LabelModelError) -> PosteriorExplanation? {
    try check(voters: votes.voters, classes: votes.labelSpace.classes)
    try model.check(votes.ballots)
    let votes = votes.withLevels(of: scales ?? [])
    let range = votes.starts[x]..<votes.starts[x + 1]
    let single = VotePatterns(
      voters: votes.voters,
      labelSpace: votes.labelSpace,
      ballots: votes.ballots,
      starts: [0, range.count],
      entries: Array(votes.entries[range]),
      counts: [1],
      gold: [votes.gold[x]]
    )
    return model.explanation(ofRow: 0, of: PairTable(single), with: parameters)
  }
}
