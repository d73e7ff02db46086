internal import LabelingCore

/// What is counted once from the votes: copies, how often votes are confirmed, odd boundaries.
struct SpanEvidence {
  /// A count with another function of at least this many equal votes may be that of a copy.
  private static let leastEqualVotes = 10
  /// Functions whose votes are equal this often, by Jaccard's index, count as one and a little.
  private static let copyJaccard = 0.95
  /// Votes by which a share of confirmed votes is drawn to the function's, and that to a half.
  private static let confirmedPseudoCount = 4.0
  /// With this many confirmed votes it can be told that a function's boundaries are never right.
  private static let leastRelations = 30.0

  /// ω: what a vote of each voter counts, less than 1 for one with copies.
  private(set) var weights: [Double]
  /// Pairs of copies, each in both orders.
  private(set) var copies: Set<Pair> = []
  /// *n*: votes by voter and type.
  private(set) var votes: [[Double]]
  /// *c*: how often a voter's votes for a type are confirmed, drawn to the voter's share.
  private(set) var confirmedShares: [[Double]]
  /// Confirmed votes by voter.
  private(set) var confirmed: [Double] = []
  /// Confirmed votes with the boundaries of one that confirms them, by voter.
  private(set) var equal: [Double] = []
  /// *κ*: 1, or less for a voter whose boundaries others hardly ever have.
  private(set) var exactness: [Double]
  /// How confirmed votes with other boundaries stand to those that confirm them; for `equal` 0.
  private(set) var otherRelations: [[Double]]

  /// Two voters.
  struct Pair: Hashable {
    var first: Int32
    var second: Int32
  }

  /// Counts all patterns, of gold documents too.
  init(_ votes: SpanPatterns) {
    let (m, k) = (votes.voters.count, votes.types.classCount)
    weights = [Double](repeating: 1, count: m)
    self.votes = [[Double]](repeating: [Double](repeating: 0, count: k), count: m)
    for (pattern, count) in zip(votes.patterns, votes.counts) {
      for vote in pattern.votes {
        self.votes[Int(vote.voter)][Int(vote.span.type)] += Double(count)
      }
    }
    confirmedShares = []
    exactness = [Double](repeating: 1, count: m)
    otherRelations = []
    findCopies(in: votes)
    countConfirmed(in: votes)
  }

  /// Which votes of a pattern a vote of another voter, who is not a copy, overlaps.
  static func confirmed(_ pattern: SpanPattern, copies: Set<Pair>) -> [Bool] {
    pattern.votes.map { vote in
      pattern.votes.contains { Self.confirms($0, vote, copies: copies) }
    }
  }

  /// Whether a function's boundaries are hardly ever those of the votes that confirm it.
  ///
  /// - Parameters:
  ///   - equal: Confirmed votes with the boundaries of one that confirms them.
  ///   - confirmed: All confirmed votes.
  /// - Returns: Whether they are; never by too few votes to tell.
  static func areOdd(equal: Double, of confirmed: Double) -> Bool {
    confirmed >= leastRelations && equal < 0.05 * confirmed
  }

  private static func confirms(_ other: SpanVote, _ vote: SpanVote, copies: Set<Pair>) -> Bool {
    other.voter != vote.voter && other.span.overlaps(vote.span)
      && !copies.contains(Pair(first: vote.voter, second: other.voter))
  }

  private mutating func findCopies(in votes: SpanPatterns) {
    var same: [Pair: Int] = [:]
    for (pattern, count) in zip(votes.patterns, votes.counts) {
      for (v, vote) in pattern.votes.enumerated() {
        for other in pattern.votes[(v + 1)...] where other.span == vote.span {
          let low = min(vote.voter, other.voter)
          same[Pair(first: low, second: max(vote.voter, other.voter)), default: 0] += count
        }
      }
    }
    var sums = [Double](repeating: 0, count: weights.count)
    let totals = self.votes.map { $0.reduce(0, +) }
    let pairs = same.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
    for (pair, equal) in pairs where equal >= Self.leastEqualVotes {
      let (j, k) = (Int(pair.first), Int(pair.second))
      let jaccard = Double(equal) / (totals[j] + totals[k] - Double(equal))
      let copy = min(max((jaccard - Self.copyJaccard) / (1 - Self.copyJaccard), 0), 1)
      sums[j] += copy
      sums[k] += copy
      if copy >= 0.5 {
        copies.insert(pair)
        copies.insert(Pair(first: pair.second, second: pair.first))
      }
    }
    weights = sums.map { 1 / (1 + $0) }
  }

  private mutating func countConfirmed(in votes: SpanPatterns) {
    let (m, k) = (weights.count, votes.types.classCount)
    var confirmed = [[Double]](repeating: [Double](repeating: 0, count: k), count: m)
    let none = [Double](repeating: 0, count: SpanRelation.allCases.count)
    var relations = [[Double]](repeating: none, count: m)
    for (pattern, count) in zip(votes.patterns, votes.counts) {
      for vote in pattern.votes {
        let confirming = pattern.votes.filter { Self.confirms($0, vote, copies: copies) }
        guard !confirming.isEmpty else { continue }
        let j = Int(vote.voter)
        confirmed[j][Int(vote.span.type)] += Double(count)
        if confirming.contains(where: { $0.span.hasBoundaries(of: vote.span) }) {
          relations[j][SpanRelation.equal.rawValue] += Double(count)
          continue
        }
        for other in confirming {
          let relation = SpanRelation(of: vote.span, to: other.span)
          relations[j][relation.rawValue] += Double(count) / Double(confirming.count)
        }
      }
    }
    let prior = Self.confirmedPseudoCount
    for j in 0..<m {
      let share =
        (confirmed[j].reduce(0, +) + prior / 2) / (self.votes[j].reduce(0, +) + prior)
      confirmedShares.append(
        (0..<k).map { (confirmed[j][$0] + prior * share) / (self.votes[j][$0] + prior) }
      )
      let sum = relations[j].reduce(0, +)
      let equal = relations[j][SpanRelation.equal.rawValue]
      self.confirmed.append(confirmed[j].reduce(0, +))
      self.equal.append(equal)
      if Self.areOdd(equal: equal, of: sum) { exactness[j] = 0.2 }
      var rest = relations[j].map { $0 + 1e-9 }
      rest[SpanRelation.equal.rawValue] = 0
      let restSum = rest.reduce(0, +)
      otherRelations.append(rest.map { $0 / restSum })
    }
  }
}
