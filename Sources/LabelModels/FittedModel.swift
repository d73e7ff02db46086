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

  package func posteriors(of votes: VotePatterns) throws(LabelModelError) -> SoftLabels {
    try posteriors(of: votes, options: FitOptions())
  }

  /// Posterior of each pattern, run as the options say; within the set that its gold names.
  package func posteriors(
    of votes: VotePatterns,
    options: FitOptions
  ) throws(LabelModelError) -> SoftLabels {
    try check(voters: votes.voters, classes: votes.labelSpace.classes)
    try model.check(votes.ballots)
    let votes = votes.withLevels(of: scales ?? [])
    let table = PairTable(votes)
    var rows = model.posteriors(of: table, with: parameters, options: options)
    table.restrictions.apply(to: &rows)
    return rows.softLabels()
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
      gold: [votes.gold[x]],
      goldSets: votes.goldSets,
      restrictions: votes.restrictions.isEmpty ? [] : [votes.restrictions[x]]
    )
    let table = PairTable(single)
    var explanation = model.explanation(ofRow: 0, of: table, with: parameters)
    if let set = table.restrictions.classes(ofRow: 0), let posterior = explanation?.posterior {
      var rows = ClassRows(rowCount: 1, classCount: posterior.count)
      for (y, value) in posterior.enumerated() { rows[0, y] = value }
      table.restrictions.apply(to: &rows)
      explanation?.goldSet = set
      explanation?.posterior = Array(rows[row: 0])
    }
    return explanation
  }
}
