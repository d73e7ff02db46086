internal import LabelingCore

/// Votes weighted by each voter's agreement with the majority (Wawa), with gold, or as given.
///
/// Wawa is "worker agreement with aggregate": one round of majority vote, the
/// share of each voter's votes that are with the majority, a vote with these
/// weights. Probabilities are weighted shares.
/// - SeeAlso: Ustalov et al. 2024, "Learning from crowds with crowd-kit", doi:10.21105/joss.06227
package struct WeightedVote: LabelModel {
  package static let name = "weighted-vote"

  /// Where weights come from.
  package enum Weights: Hashable, Codable, Sendable {
    /// Agreement with the majority; with gold where a document has it.
    case agreement(ties: TieCredit)
    /// Agreement with gold labels only; 0 for voters without any.
    case gold
    /// Weights by voter.
    case given([String: Double], missing: MissingWeight)
  }

  /// What a vote for one of several tied classes counts in the agreement.
  package enum TieCredit: String, Codable, Sendable {
    /// One over the number of tied classes.
    case shared
    /// One for the class that comes first, nothing for the others.
    case first
  }

  /// What happens to a voter for whom no weight is given.
  package enum MissingWeight: Hashable, Codable, Sendable {
    /// It is an error.
    case error
    /// The voter does not count.
    case ignored
    /// The voter gets this weight.
    case value(Double)
  }

  /// Where weights come from.
  package var weights: Weights

  /// Creates the model.
  package init(weights: Weights = .agreement(ties: .shared)) { self.weights = weights }

  /// A weight per voter.
  package struct Parameters: Codable, Sendable {
    /// Weight of each voter; not negative.
    package var weights: [Double]
  }

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<Parameters> {
    var parameters = Parameters(weights: [])
    switch weights {
    case .agreement(let ties):
      parameters.weights = agreement(table) { x in Self.credits(row: x, of: table, ties: ties) }
    case .gold:
      parameters.weights = agreement(table) { x in
        guard table.gold[x] >= 0 else { return nil }
        return (0..<table.classCount).map { $0 == Int(table.gold[x]) ? 1 : 0 }
      }
    case .given(let weights, let missing):
      parameters.weights = try given(weights, missing: missing, voters: table.voters)
    }
    return LearnedParameters(parameters: parameters, facts: LearningFacts())
  }

  /// Share of each voter's credit among its votes on rows that have credits.
  private func agreement(_ table: PairTable, credits: (_ row: Int) -> [Double]?) -> [Double] {
    var right = [Double](repeating: 0, count: table.voterCount)
    var votes = right
    for x in 0..<table.rowCount {
      guard let credits = credits(x) else { continue }
      for pair in table.pairs(ofRow: x) {
        let voter = Int(table.pairVoters[Int(pair)])
        right[voter] += table.counts[x] * credits[Int(table.pairSets[Int(pair)])]
        votes[voter] += table.counts[x]
      }
    }
    return right.indices.map { votes[$0] > 0 ? right[$0] / votes[$0] : 0 }
  }

  private static func credits(row x: Int, of table: PairTable, ties: TieCredit) -> [Double] {
    var sums = [Double](repeating: 0, count: table.classCount)
    if table.gold[x] >= 0 {
      sums[Int(table.gold[x])] = 1
      return sums
    }
    for pair in table.pairs(ofRow: x) { sums[Int(table.pairSets[Int(pair)])] += 1 }
    let largest = sums.max() ?? 0
    let winners = sums.indices.filter { sums[$0] == largest }
    let credited = ties == .first ? Array(winners.prefix(1)) : winners
    var credits = [Double](repeating: 0, count: table.classCount)
    for winner in credited { credits[winner] = 1 / Double(credited.count) }
    return credits
  }

  private func given(
    _ weights: [String: Double],
    missing: MissingWeight,
    voters: [String]
  ) throws(LabelModelError) -> [Double] {
    var result: [Double] = []
    for voter in voters {
      if let weight = weights.first(where: { $0.key.isExactly(voter) })?.value {
        guard weight >= 0, weight.isFinite else {
          throw .invalidHyperparameter(name: "weight of \(voter)", rule: "is not negative")
        }
        result.append(weight)
        continue
      }
      switch missing {
      case .error: throw .missingWeight(voter: voter)
      case .ignored: result.append(0)
      case .value(let weight): result.append(weight)
      }
    }
    return result
  }

  package func accepts(_ parameters: Parameters, voterCount: Int, classCount: Int) -> Bool {
    parameters.weights.count == voterCount && parameters.weights.allSatisfy { $0 >= 0 }
  }

  package func posteriors(
    of table: PairTable,
    with parameters: Parameters,
    options: FitOptions
  ) -> ClassRows {
    table.voteShares(weights: parameters.weights)
  }

  package func explanation(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters
  ) -> PosteriorExplanation? { nil }
}
