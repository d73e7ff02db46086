package import LabelingCore

/// How often voters agree with the majority of all votes on their rows.
///
/// A row whose leading classes are tied has no majority, so its votes are left out: who is with the
/// majority does not depend on the order or the names of the classes.
package struct MajorityAgreement: Hashable, Sendable {
  /// The majority of each pattern's votes; abstain where there is none.
  package let majority: [Vote]
  /// Votes of each voter on rows that have a majority.
  package let voteCounts: [Int]
  /// Votes of those for the majority's class.
  package let agreeingCounts: [Int]

  /// Compares each vote with the majority, the voter's own vote included.
  ///
  /// - Parameters:
  ///   - patterns: The votes.
  ///   - ties: What the majority is where classes are tied; none unless the order of the classes
  ///     is to decide, as it does for crowd-kit.
  package init(of patterns: VotePatterns, ties: TieBreaking = .abstain) {
    var majority = [Vote](repeating: .abstain, count: patterns.patternCount)
    AnswerTallies.forEach(of: patterns) { x, votes, _ in majority[x] = ties.label(of: votes) }
    var voteCounts = [Int](repeating: 0, count: patterns.voters.count)
    var agreeingCounts = voteCounts
    for x in 0..<patterns.patternCount where !majority[x].isAbstain {
      for entry in patterns.entries(of: x) {
        let votes = patterns.counts[x] * Int(entry.count)
        voteCounts[Int(entry.voter)] += votes
        if entry.ballot == majority[x].rawValue { agreeingCounts[Int(entry.voter)] += votes }
      }
    }
    self.majority = majority
    self.voteCounts = voteCounts
    self.agreeingCounts = agreeingCounts
  }

  /// The share of voter `j`'s votes for the majority's class; `nil` without votes on rows with one.
  package func share(ofVoter j: Int) -> Double? {
    Ratio.share(agreeingCounts[j], of: voteCounts[j])
  }

  /// The share of all votes for the majority's class; `nil` without votes.
  package var share: Double? {
    Ratio.share(agreeingCounts.reduce(0, +), of: voteCounts.reduce(0, +))
  }
}
