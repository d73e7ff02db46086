internal import LabelingCore
internal import RealModule

/// Documents on which classifiers trained on different draws of the answers disagree.
///
/// At most ``candidateLimit`` documents, drawn at random, are looked at. Where documents may have
/// several classes, each class has its committee, and their disagreements add up.
/// - Complexity: O(members · (training + *n* · features · *k*)).
/// - SeeAlso: Query by committee: Seung, Opper & Sompolinsky 1992, doi:10.1145/130385.130417;
///   by bagging: Abe & Mamitsuka 1998; KL: McCallum & Nigam 1998; BALD: Houlsby,
///   Huszár, Ghahramani & Lengyel 2011, arXiv:1112.5745; Bayesian bootstrap: Rubin
///   1981, doi:10.1214/aos/1176345338
package struct CommitteeSampling: QueryStrategy {
  /// How disagreement is measured.
  package enum Measure: String, Sendable, CaseIterable {
    /// Entropy of the members' hard votes; members by bagging.
    case voteEntropy = "committee-vote-entropy"
    /// Mean divergence of the members from their mean; members by bagging.
    case divergence = "committee-kl"
    /// Information between label and classifier; members drawn by Bayesian bootstrap.
    ///
    /// It is the entropy of the mean less the mean entropy, which equals the mean
    /// divergence from the mean; the committee is what differs.
    case bald
  }

  /// Most documents that are looked at.
  package static let candidateLimit = 100_000

  /// How disagreement is measured.
  package let measure: Measure
  /// Number of classifiers.
  package let memberCount: Int

  /// Creates the strategy.
  package init(_ measure: Measure, memberCount: Int = 5) {
    self.measure = measure
    self.memberCount = memberCount
  }

  package var name: String { measure.rawValue }
  package var needs: Set<QueryNeed> { [.trainer, .answers] }

  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem] {
    let ranking = UtilityRanking(using: &generator)
    var committees: [Committee] = []
    for problem in situation.problems {
      committees.append(
        try Committee(
          of: memberCount,
          measure == .bald ? .bayesianBootstrap : .bagging,
          in: problem,
          for: name,
          using: &generator
        )
      )
    }
    let limit = max(count, Self.candidateLimit)
    let candidates = Draw.sample(of: situation.candidates, atMost: limit, using: &generator)
    var utilities = utilities(of: committees[0].probabilities(of: candidates))
    for committee in committees.dropFirst() {
      for (place, value) in self.utilities(of: committee.probabilities(of: candidates)).enumerated()
      {
        utilities[place] += value
      }
    }
    return ranking.best(count, of: utilities, candidates: candidates).map {
      QueryItem(row: Int(candidates[$0]), utility: utilities[$0], strategy: name)
    }
  }

  private func utilities(of members: [SoftLabels]) -> [Double] {
    guard let first = members.first else { return [] }
    let k = first.classCount
    var mean = [Double](repeating: 0, count: k)
    return (0..<first.rowCount).map { row in
      for y in 0..<k { mean[y] = 0 }
      var meanEntropy = 0.0
      for member in members {
        let probabilities = member.values[(row * k)..<(row * k + k)]
        if measure == .voteEntropy {
          let winners = TieBreaking.winners(of: probabilities)
          for y in winners { mean[y] += 1 / Double(winners.count) }
        } else {
          for (y, value) in probabilities.enumerated() { mean[y] += value }
          meanEntropy += Self.entropy(of: probabilities)
        }
      }
      for y in 0..<k { mean[y] /= Double(members.count) }
      return max(0, Self.entropy(of: mean[...]) - meanEntropy / Double(members.count))
    }
  }

  private static func entropy(of probabilities: ArraySlice<Double>) -> Double {
    probabilities.reduce(0) { $0 - ($1 > 0 ? $1 * Double.log($1) : 0) }
  }
}
