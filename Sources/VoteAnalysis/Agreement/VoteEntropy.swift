package import LabelingCore
internal import RealModule

/// How undecided votes are: the entropy of their distribution over classes, in nats.
package enum VoteEntropy {
  /// The entropy of each pattern's votes; `nil` where nobody voted.
  ///
  /// - Parameters:
  ///   - patterns: The votes.
  ///   - skills: Probability that each voter is right; a vote gives the other
  ///     classes equal parts of the rest. `nil` takes votes at their word.
  /// - Returns: An entropy per pattern.
  package static func ofPatterns(
    _ patterns: VotePatterns,
    skills: [Double]? = nil
  ) -> [Double?] {
    var entropies = [Double?](repeating: nil, count: patterns.patternCount)
    AnswerTallies.forEach(of: patterns, skills: skills) { x, votes, total in
      entropies[x] = total > 0 ? entropy(of: votes, total: total) : nil
    }
    return entropies
  }

  /// The mean entropy over rows with votes; `nil` when there are none.
  package static func mean(of patterns: VotePatterns, skills: [Double]? = nil) -> Double? {
    var (sum, rows) = (0.0, 0.0)
    for (x, entropy) in ofPatterns(patterns, skills: skills).enumerated() {
      guard let entropy else { continue }
      sum += entropy * Double(patterns.counts[x])
      rows += Double(patterns.counts[x])
    }
    return rows > 0 ? sum / rows : nil
  }

  /// The entropy of each voter's votes over all rows; `nil` for one that never voted.
  package static func ofVoters(_ patterns: VotePatterns) -> [Double?] {
    let k = patterns.labelSpace.classCount
    let counts = VoteCounts(of: patterns)
    return patterns.voters.indices.map { j in
      let votes = counts.votesBySet[(j * k)..<((j + 1) * k)].map(Double.init)
      return counts.voters[j].votes > 0
        ? entropy(of: votes, total: Double(counts.voters[j].votes)) : nil
    }
  }

  private static func entropy(of votes: [Double], total: Double) -> Double {
    votes.reduce(0) { sum, votes in
      let share = votes / total
      return share > 0 ? sum - share * Double.log(share) : sum
    }
  }
}
