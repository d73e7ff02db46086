/// A skill per voter: the probability that a vote is right, errors falling on all other classes alike.
///
/// What one-coin Dawid-Skene, data programming and the triplet method learn.
package struct VoterSkills: Codable, Sendable {
  /// Share of each class.
  package var balance: [Double]
  /// Probability that each voter's vote is right.
  package var skills: [Double]

  /// Keeps logarithms finite.
  static let margin = 1e-10

  /// Equal classes; voters no better than chance.
  init(table: PairTable) {
    let chance = 1 / Double(table.classCount)
    balance = [Double](repeating: chance, count: table.classCount)
    skills = [Double](repeating: chance, count: table.voterCount)
  }

  /// Scores of votes.
  func scores(for table: PairTable) -> AdditiveScores {
    var scores = AdditiveScores(pairCount: table.pairCount, classCount: table.classCount)
    scores.bias = AdditiveScores.logarithms(balance)
    let others = Double(max(table.classCount - 1, 1))
    for pair in 0..<table.pairCount {
      let skill = min(max(skills[Int(table.pairVoters[pair])], Self.margin), 1 - Self.margin)
      for y in 0..<table.classCount {
        let isRight = y == Int(table.pairSets[pair])
        scores.rows[pair, y] = AdditiveScores.logarithm(isRight ? skill : (1 - skill) / others)
      }
    }
    return scores
  }

  /// Share of right votes of each voter, with pseudo-votes added.
  mutating func maximizeSkills(
    counts: ClassRows,
    table: PairTable,
    rightPrior: Double,
    wrongPrior: Double
  ) {
    for voter in 0..<table.voterCount {
      var right = rightPrior
      var all = rightPrior + wrongPrior
      for pair in table.voterStarts[voter]..<table.voterStarts[voter + 1] {
        right += counts[pair, Int(table.pairSets[pair])]
        for y in 0..<table.classCount { all += counts[pair, y] }
      }
      if all > 0 { skills[voter] = right / all }
    }
  }
}
