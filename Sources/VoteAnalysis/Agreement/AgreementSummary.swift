package import LabelingCore

/// How far people who labeled the same documents agree.
package struct AgreementSummary: Hashable, Sendable, Codable {
  /// One voter's answers compared with everybody's.
  package struct Voter: Hashable, Sendable, Codable {
    /// The voter's name.
    package let name: String
    /// Number of its votes.
    package let voteCount: Int
    /// Share of its votes for the majority's class, its own vote included; rows without a
    /// majority are left out.
    package let majorityAgreement: Double?
    /// Confidence interval of that share.
    package let majorityAgreementInterval: Interval?
    /// Share in which it agrees with the voters it meets, row by row, weighted by shared rows.
    package let othersAgreement: Double?
    /// Mean Cohen's kappa with the voters it meets, weighted by shared rows.
    package let meanCohenKappa: Double?
    /// Entropy of its votes over the classes, in nats; 0 for one class only.
    package let voteEntropy: Double?

    private enum CodingKeys: String, CodingKey {
      case name
      case voteCount = "vote_count"
      case majorityAgreement = "majority_agreement"
      case majorityAgreementInterval = "majority_agreement_interval"
      case othersAgreement = "others_agreement"
      case meanCohenKappa = "mean_cohen_kappa"
      case voteEntropy = "vote_entropy"
    }
  }

  /// Krippendorff's alpha, nominal.
  package let krippendorffAlpha: Double?
  /// Fleiss' kappa.
  package let fleissKappa: Double?
  /// Mean Cohen's kappa of all pairs that meet, weighted by shared rows.
  package let meanCohenKappa: Double?
  /// Pairs that meet and have no kappa, as chance alone would make them agree: that mean leaves
  /// them out.
  package let pairsWithoutKappa: Int
  /// Share of all votes for the majority's class.
  package let majorityAgreement: Double?
  /// Mean one-coin posterior of the majority's class.
  package let consistency: Double?
  /// Mean entropy of a row's votes, in nats.
  package let voteEntropy: Double?
  /// The agreement of ratings; `nil` where the classes have no order.
  package let ratings: RatingAgreement?
  /// A summary per voter, in column order.
  package let voters: [Voter]
  /// Cohen's kappa of each pair that meets.
  package let pairs: [CohenKappa]

  private enum CodingKeys: String, CodingKey {
    case krippendorffAlpha = "krippendorff_alpha"
    case fleissKappa = "fleiss_kappa"
    case meanCohenKappa = "mean_cohen_kappa"
    case pairsWithoutKappa = "pairs_without_kappa"
    case majorityAgreement = "majority_agreement"
    case consistency
    case voteEntropy = "vote_entropy"
    case ratings
    case voters
    case pairs
  }

  /// Measures the agreement of patterns' voters.
  ///
  /// - Parameters:
  ///   - votes: The votes; those for sets of classes are left out.
  ///   - scale: The order of the classes, where they are ratings.
  /// - Complexity: O(sum over patterns of *v*²) for rows of *v* votes.
  package init(of votes: VotePatterns, scale: RatingScale? = nil) {
    let patterns = votes.ofClassesAlone
    let majority = MajorityAgreement(of: patterns)
    let pairs = CohenKappa.pairs(of: patterns)
    let kappas = Self.meanKappas(of: pairs, voterCount: patterns.voters.count)
    let entropies = VoteEntropy.ofVoters(patterns)
    let counts = VoteCounts(of: patterns)
    krippendorffAlpha = KrippendorffAlpha.value(of: patterns)
    fleissKappa = FleissKappa.value(of: patterns)
    meanCohenKappa = CohenKappa.mean(of: pairs)
    pairsWithoutKappa = pairs.count { $0.kappa == nil }
    majorityAgreement = majority.share
    consistency = Consistency.mean(of: patterns)
    voteEntropy = VoteEntropy.mean(of: patterns)
    ratings = scale.map { RatingAgreement(of: patterns, scale: $0) }
    voters = patterns.voters.indices.map { j in
      Voter(
        name: patterns.voters[j],
        voteCount: counts.voters[j].votes,
        majorityAgreement: majority.share(ofVoter: j),
        majorityAgreementInterval: Interval(
          successes: majority.agreeingCounts[j],
          total: majority.voteCounts[j]
        ),
        othersAgreement: CohenKappa.agreement(of: pairs, with: j),
        meanCohenKappa: kappas[j],
        voteEntropy: entropies[j]
      )
    }
    self.pairs = pairs
  }

  private static func meanKappas(of pairs: [CohenKappa], voterCount: Int) -> [Double?] {
    var sums = [Double](repeating: 0, count: voterCount)
    var weights = sums
    for pair in pairs {
      guard let kappa = pair.kappa else { continue }
      for voter in [pair.first, pair.second] {
        sums[voter] += kappa * Double(pair.overlapCount)
        weights[voter] += Double(pair.overlapCount)
      }
    }
    return zip(sums, weights).map { $1 > 0 ? $0 / $1 : nil }
  }
}
