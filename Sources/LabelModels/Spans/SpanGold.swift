internal import LabelingCore

/// What gold documents say of the voters, vote by vote.
struct SpanGold {
  /// Votes, and right ones, by voter, of lone and of confirmed votes.
  private(set) var votes: [[Double]]
  private(set) var right: [[Double]]
  /// Votes that meet a gold span by voter, voted and true type.
  private(set) var types: [[[Double]]]
  /// Votes that meet a gold span by voter and relation to it.
  private(set) var boundaries: [[Double]]

  /// Counts the outcomes of the votes of gold documents.
  init(_ patterns: SpanPatterns, copies: Set<SpanEvidence.Pair>) {
    let empty = SpanCounts(
      voterCount: patterns.voters.count,
      typeCount: patterns.types.classCount
    )
    types = empty.voted
    boundaries = empty.boundaries
    votes = [[Double]](repeating: [0, 0], count: patterns.voters.count)
    right = votes
    for (pattern, count) in zip(patterns.patterns, patterns.counts) {
      guard let outcomes = pattern.outcomes else { continue }
      let confirmed = SpanEvidence.confirmed(pattern, copies: copies)
      for (i, vote) in pattern.votes.enumerated() {
        let j = Int(vote.voter)
        let f = confirmed[i] ? 1 : 0
        votes[j][f] += Double(count)
        guard let outcome = outcomes[i] else { continue }
        right[j][f] += Double(count)
        types[j][Int(vote.span.type)][outcome.type] += Double(count)
        boundaries[j][outcome.relation.rawValue] += Double(count)
      }
    }
  }

  /// All votes, and all right ones.
  var sums: (votes: Double, right: Double) {
    (votes.joined().reduce(0, +), right.joined().reduce(0, +))
  }
}
