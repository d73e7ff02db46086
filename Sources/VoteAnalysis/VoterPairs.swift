package import LabelingCore

/// How often each two voters voted on the same rows, and how often they agreed there.
///
/// Two voters agree on a row when all votes of both can be right, as those for one class can;
/// otherwise they conflict. Only pairs that meet on some row are listed.
package struct VoterPairs: Hashable, Sendable, Codable {
  /// Two voters and the rows they share.
  package struct Pair: Hashable, Sendable, Codable {
    /// Index of the one voter.
    package let first: Int
    /// Index of the other voter; greater than `first`.
    package let second: Int
    /// Rows both voted on; positive.
    package let overlapCount: Int
    /// Shared rows on which all their votes can be right.
    package let agreementCount: Int

    /// Shared rows on which they differ.
    package var conflictCount: Int { overlapCount - agreementCount }
    /// Share of the shared rows on which they agree.
    package var agreement: Double { Double(agreementCount) / Double(overlapCount) }

    private enum CodingKeys: String, CodingKey {
      case first
      case second
      case overlapCount = "overlap_count"
      case agreementCount = "agreement_count"
    }
  }

  /// Names of the voters; pairs hold indices into it.
  package let voters: [String]
  /// The pairs that meet, in order of `first`, then `second`.
  package let pairs: [Pair]

  /// Counts the pairs of patterns.
  ///
  /// - Complexity: O(sum over patterns of min(*v*², *m*²/64)) for rows of *v*
  ///   votes and *m* voters. Memory O(*m*²) up to 1,024 voters; above that it
  ///   grows with the pairs that meet.
  package init(of patterns: VotePatterns) {
    var counter = PairCounter(
      voterCount: patterns.voters.count,
      classCount: patterns.labelSpace.classCount,
      sets: patterns.ballots.isPlain ? nil : BallotSets(of: patterns)
    )
    patterns.entries.withUnsafeBufferPointer { entries in
      for x in 0..<patterns.patternCount {
        let range = patterns.starts[x]..<patterns.starts[x + 1]
        if range.count > 1 {
          counter.add(UnsafeBufferPointer(rebasing: entries[range]), weight: patterns.counts[x])
        }
      }
    }
    voters = patterns.voters
    pairs = counter.finish()
  }

  /// The pair of two voters, in either order; `nil` when they never meet.
  ///
  /// - Complexity: O(log *pairs*)
  package func pair(_ j: Int, _ k: Int) -> Pair? {
    let wanted = (min(j, k), max(j, k))
    var range = 0..<pairs.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = (pairs[middle].first, pairs[middle].second)
      if found == wanted { return pairs[middle] }
      range = found < wanted ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}
