internal import LabelingCore

/// What a model of spans was fitted to.
package struct SpanFacts: Hashable, Sendable, Codable {
  /// What a voter did.
  package struct Voter: Hashable, Sendable, Codable {
    /// Votes by type.
    package var votes: [Int]
    /// Votes that a vote of another voter, who is not a copy, overlaps.
    package var confirmed: Int
    /// Confirmed votes with the boundaries of a vote that confirms them.
    package var equal: Int
    /// ω: what a vote counts, less than 1 for a voter with copies.
    package var weight: Double

    /// All votes.
    package var voteCount: Int { votes.reduce(0, +) }
  }

  /// Number of documents.
  package var documents: Int
  /// Documents whose true spans were given.
  package var goldDocuments: Int
  /// Documents with at least one vote.
  package var votedDocuments: Int
  /// Number of islands of overlapping votes.
  package var islands: Int
  /// Islands of which one vote lies inside another.
  package var nestedIslands: Int
  /// Distinct patterns of islands.
  package var patterns: Int
  /// Number of votes.
  package var votes: Int
  /// How often posteriors were computed; 0 for rules.
  package var passes: Int
  /// A fact per voter, in order.
  package var voters: [Voter]

  /// Counts votes.
  init(of votes: SpanVotes, _ patterns: SpanPatterns, passes: Int) {
    let evidence = SpanEvidence(patterns)
    documents = votes.documentCount
    goldDocuments = votes.gold.count
    votedDocuments = (0..<votes.documentCount).count { !votes.votes(of: $0).isEmpty }
    islands = patterns.islandCount
    self.patterns = patterns.patternCount
    self.votes = votes.votes.count
    self.passes = passes
    nestedIslands = zip(patterns.patterns, patterns.counts).reduce(0) { sum, island in
      let votes = island.0.votes
      let isNested = votes.contains { vote in
        votes.contains { SpanRelation(of: vote.span, to: $0.span) == .inside }
      }
      return sum + (isNested ? island.1 : 0)
    }
    voters = votes.voters.indices.map { j in
      Voter(
        votes: evidence.votes[j].map { Int($0) },
        confirmed: Int(evidence.confirmed[j]),
        equal: Int(evidence.equal[j]),
        weight: evidence.weights[j]
      )
    }
  }
}
