internal import RealModule

/// Log scores of votes out of what was learned: a score per pair and class.
struct BallotScores {
  let table: PairTable
  let groups: PairGroups
  let parameters: PooledParameters

  /// Scores, with *M* or θ of each group.
  func scores(of probabilities: ClassRows) -> AdditiveScores {
    let classCount = table.classCount
    var scores = AdditiveScores(pairCount: table.pairCount, classCount: classCount)
    scores.bias = AdditiveScores.logarithms(parameters.balance)
    let isFunctions = parameters.mode == .functions
    for pair in 0..<table.pairCount {
      let group = groups.ofPair[pair]
      let voter = Int(table.pairVoters[pair])
      let weight = parameters.weights[voter]
      let gain = levelGain(voter: voter, level: Int(table.pairLevels[pair]))
      let set = gain == nil ? [] : table.classes(ofPair: pair)
      // Log of how much more probable the set is after the vote.
      let favor =
        gain == nil || !isFunctions
        ? 0
        : AdditiveScores.logarithm(set.reduce(0) { $0 + probabilities[group, $1] })
          - AdditiveScores.logarithm(set.reduce(0) { $0 + parameters.balance[$1] })
      for y in 0..<classCount {
        var score = AdditiveScores.logarithm(probabilities[group, y])
        if let gain {
          if set.contains(y) {
            score += gain
          } else if isFunctions {
            score = min(score, favor + gain + scores.bias[y])
          }
        }
        if isFunctions { score -= scores.bias[y] }
        scores.rows[pair, y] = weight * score
      }
    }
    return scores
  }

  /// Λ of a vote's level; `nil` without a level.
  func levelGain(voter: Int, level: Int) -> Double? {
    guard level >= 0 else { return nil }
    let own = parameters.levels.isEmpty ? [] : parameters.levels[voter]
    return level < own.count ? own[level] : 0
  }

  /// What each vote weighs among the vote shares: ω, less where its level says so.
  func shareWeights() -> [Double] {
    (0..<table.pairCount).map { pair in
      let voter = Int(table.pairVoters[pair])
      let gain = levelGain(voter: voter, level: Int(table.pairLevels[pair])) ?? 0
      return parameters.weights[voter] * min(1, Double.exp(gain))
    }
  }

  /// *M* or θ of each group as they were learned; of one that was not, the anchor alone.
  func learnedProbabilities() -> ClassRows {
    let wanted = PairRows(
      groups: groups,
      of: table,
      rows: ClassRows(rowCount: groups.count, classCount: table.classCount)
    )
    var probabilities = wanted.rows
    let learned = parameters.votes
    var row = 0
    var unseen = Unseen(parameters)
    for (group, key) in wanted.keys.enumerated() {
      while row < learned.keys.count, learned.keys[row] < key { row += 1 }
      if row < learned.keys.count, learned.keys[row] == key {
        for y in 0..<table.classCount { probabilities[group, y] = learned.rows[row, y] }
      } else {
        for (y, value) in unseen.probabilities(of: key).enumerated() {
          probabilities[group, y] = value
        }
      }
    }
    return probabilities
  }

  /// What votes mean that the voter never gave while fitting.
  private struct Unseen {
    let parameters: PooledParameters
    private var precisions: PrecisionAnchor?
    private var recalls: RecallAnchor?

    init(_ parameters: PooledParameters) { self.parameters = parameters }

    mutating func probabilities(of key: PairRows.Key) -> [Double] {
      switch parameters.mode {
      case .functions:
        let anchor = precisions ?? PrecisionAnchor(parameters)
        precisions = anchor
        return anchor.precisions(ofSet: key.classes)
      case .annotators:
        let anchor = recalls ?? RecallAnchor(parameters)
        recalls = anchor
        let used = parameters.votes.keys.filter { $0.voter == key.voter }.map(\.classes)
        var list = RecallAnchor.List(used: used)
        if used.isEmpty { list.hasSingles = true }
        if key.classes.count > 1 { list.sets.append(key.classes) } else { list.hasSingles = true }
        return parameters.balance.indices.map { y in
          anchor.shares(of: list, skill: parameters.skills[key.voter], y: y)
            .probability(of: key.classes)
        }
      }
    }
  }
}
