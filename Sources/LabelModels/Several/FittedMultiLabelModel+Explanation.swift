package import LabelingCore

extension FittedMultiLabelModel {
  /// The parts of pattern `x`'s probabilities, or `nil` for majority vote, which adds up nothing.
  ///
  /// - Throws: ``LabelModelError`` for votes of other voters or classes.
  package func explanation(
    of x: Int,
    in votes: VotePatterns
  ) throws(LabelModelError) -> MultiLabelExplanation? {
    try check(votes)
    guard let parameters else { return nil }
    let range = votes.starts[x]..<votes.starts[x + 1]
    let single = VotePatterns(
      voters: votes.voters,
      labelSpace: votes.labelSpace,
      ballots: votes.ballots,
      starts: [0, range.count],
      entries: Array(votes.entries[range]),
      counts: [1],
      gold: [votes.gold[x]],
      goldSets: votes.goldSets
    )
    let table = StatementTable(single)
    let options = FitOptions(threadCount: 1)
    let (raw, shares) = parts(of: table, options)
    let probabilities = try probabilities(of: single, options: options)
    let scores = StatementScores(parameters, for: table)
    let stratum =
      parameters.mode == .functions
      ? parameters.strata.stratum(
        of: ActivityStrata.activities(of: table, weights: weights(of: table))[0]
      ) : 0
    let gold = single.goldClasses(of: 0)
    let k = table.classCount
    return MultiLabelExplanation(
      classes: (0..<k).map { c in
        var silence = scores.bias[stratum * k + c] - scores.prior[c]
        var statements: [MultiLabelExplanation.Statement] = []
        for index in table.rowPairs.indices {
          let pair = Int(table.rowPairs[index])
          guard table.pairs[pair].classIndex == c else { continue }
          let place = stratum * table.pairCount + pair
          // What a statement adds to the log-odds takes its silence out of them.
          silence += scores.first[place] - scores.further[place]
          statements.append(
            MultiLabelExplanation.Statement(
              voter: voters[table.pairs[pair].voter],
              isPresent: table.pairs[pair].isPresent,
              logOdds: scores.further[place] * Double(table.rowTimes[index])
            )
          )
        }
        return MultiLabelExplanation.ClassPart(
          name: labelSpace.classes[c],
          prior: scores.prior[c],
          silence: silence,
          statements: statements,
          raw: raw?[c] ?? shares[c],
          voteShare: shares[c],
          gold: gold.map { $0.contains(c) },
          probability: probabilities.values[c],
          threshold: thresholds?.values[c] ?? 0.5
        )
      }
    )
  }
}
