internal import LabelingCore

/// The share of votes each class has, every voter counting the same.
///
/// A vote for a set of classes is shared among them. One with a level of confidence weighs as much
/// as its declared confidence is above that of a guess.
///
/// It learns nothing and needs no overlap. It is the measure for the others:
/// a label model that does worse on gold labels should not be used.
/// Documents without votes get equal probabilities.
package struct MajorityVote: LabelModel {
  package static let name = "majority-vote"
  package static let takesAllBallots = true

  /// What the probabilities are.
  package enum Output: String, Codable, Sendable {
    /// Shares of the votes.
    case shares
    /// Equal shares of the classes with most votes, 0 for the others.
    case winners
  }

  /// What the probabilities are.
  package var output: Output

  /// Creates the model.
  package init(output: Output = .shares) { self.output = output }

  /// Nothing is learned.
  package struct Parameters: Codable, Sendable {}

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) -> LearnedParameters<Parameters> {
    LearnedParameters(parameters: Parameters(), facts: LearningFacts())
  }

  package func accepts(_ parameters: Parameters, voterCount: Int, classCount: Int) -> Bool { true }

  package func posteriors(
    of table: PairTable,
    with parameters: Parameters,
    options: FitOptions
  ) -> ClassRows {
    var rows = table.voteShares(pairWeights: Self.weights(of: table))
    guard output == .winners else { return rows }
    for x in 0..<table.rowCount {
      let tied = TieBreaking.winners(of: rows[row: x])
      for y in 0..<table.classCount { rows[x, y] = 0 }
      for y in tied { rows[x, y] = 1 / Double(tied.count) }
    }
    return rows
  }

  /// What each pair's vote weighs; `nil` where all weigh alike.
  private static func weights(of table: PairTable) -> [Double]? {
    guard table.pairLevels.contains(where: { $0 >= 0 }) else { return nil }
    return (0..<table.pairCount).map { pair in
      let confidence = table.ballots.confidence(
        of: Int(table.pairBallots[pair]),
        voter: Int(table.pairVoters[pair])
      )
      guard let confidence else { return 1 }
      let guess = Double(table.classes(ofPair: pair).count) / Double(table.classCount)
      return max(0, (confidence - guess) / (1 - guess))
    }
  }

  package func explanation(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters
  ) -> PosteriorExplanation? { nil }
}
