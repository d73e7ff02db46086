extension VotePatterns {
  /// The same rows without one voter; patterns that become equal are not joined.
  ///
  /// - Complexity: O(entries).
  package func removing(voter: Int) -> VotePatterns {
    var kept: [Entry] = []
    kept.reserveCapacity(entries.count)
    var starts = [0]
    for x in 0..<patternCount {
      for entry in entries(of: x) where entry.voter != voter {
        var entry = entry
        if entry.voter > voter { entry.voter -= 1 }
        kept.append(entry)
      }
      starts.append(kept.count)
    }
    var voters = voters
    voters.remove(at: voter)
    return with(
      voters: voters,
      ballots: ballots.movingVoters(
        to: self.voters.indices.map { $0 == voter ? nil : $0 - ($0 > voter ? 1 : 0) },
        count: voters.count
      ),
      votes: (starts, kept)
    )
  }

  /// The vote of each voter on pattern `x`; of several answers the first.
  package func votes(of x: Int) -> [Vote] {
    var votes = [Vote](repeating: .abstain, count: voters.count)
    for entry in entries(of: x) where votes[Int(entry.voter)].isAbstain {
      votes[Int(entry.voter)] = Vote(rawValue: entry.ballot)
    }
    return votes
  }

  /// What the vote of a voter says, as files have it; `nil` where it abstains.
  package func text(of vote: Vote, by voter: Int) -> String? {
    vote.isAbstain ? nil : ballots.text(ofBallot: vote.classIndex, by: voter, in: labelSpace)
  }

  /// Whether the votes on pattern `x` cannot all be right, by the sets of ``ballots``.
  package func isInConflict(_ x: Int, _ sets: BallotSets) -> Bool {
    !starts[x..<(x + 2)].allSatisfy { $0 == starts[x] } && !sets.agree(entries(of: x))
  }
}
