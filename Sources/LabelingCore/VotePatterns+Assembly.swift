extension VotePatterns {
  /// Creates patterns from their parts; rows stand in the order of patterns.
  ///
  /// For patterns that do not come from rows, such as merged shards. Entries
  /// are sorted by voter, then ballot, within each pattern; counts are positive.
  package init(
    voters: [String],
    labelSpace: LabelSpace,
    ballots: BallotList,
    starts: [Int],
    entries: [Entry],
    counts: [Int],
    gold: [Vote],
    goldSets: [[Int]] = [],
    restrictions: [Int16] = []
  ) {
    precondition(starts.count == counts.count + 1 && gold.count == counts.count)
    precondition(restrictions.isEmpty || restrictions.count == counts.count)
    self.init(
      voters: voters,
      labelSpace: labelSpace,
      ballots: ballots,
      starts: starts,
      entries: entries,
      counts: counts,
      gold: gold,
      goldSets: goldSets,
      restrictions: restrictions,
      patternOfRow: nil
    )
  }

  /// The same patterns, rows and votes with other gold labels per pattern.
  package func withGold(_ gold: [Vote]) -> VotePatterns {
    precondition(gold.count == patternCount, "there is one gold label per pattern")
    return with(gold: gold)
  }

  /// The same patterns and votes without gold labels.
  package func withoutGold() -> VotePatterns {
    with(gold: [Vote](repeating: .abstain, count: patternCount), restrictions: [])
  }

  /// The same rows, as many of each pattern, with other parts; `nil` keeps one as it is.
  func with(
    voters: [String]? = nil,
    labelSpace: LabelSpace? = nil,
    ballots: BallotList? = nil,
    votes: (starts: [Int], entries: [Entry])? = nil,
    gold: [Vote]? = nil,
    goldSets: [[Int]]? = nil,
    restrictions: [Int16]? = nil
  ) -> VotePatterns {
    VotePatterns(
      voters: voters ?? self.voters,
      labelSpace: labelSpace ?? self.labelSpace,
      ballots: ballots ?? self.ballots,
      starts: votes?.starts ?? starts,
      entries: votes?.entries ?? entries,
      counts: counts,
      gold: gold ?? self.gold,
      goldSets: goldSets ?? self.goldSets,
      restrictions: restrictions ?? self.restrictions,
      patternOfRow: rowPatterns
    )
  }
}
