/// Votes as distinct patterns with counts: all that a label model sees.
///
/// Rows with the same multiset of (voter, ballot) pairs and the same gold label
/// are one pattern *x* of weight *w_x*. A voter may answer a row several times
/// (crowd data). Patterns stand in order of first appearance, entries of a
/// pattern in order of voter, then ballot.
package struct VotePatterns: Hashable, Sendable {
  /// The votes of one voter with one ballot within a pattern.
  package struct Entry: Hashable, Sendable {
    /// Index of the voter.
    package var voter: Int32
    /// Index of what the vote says among ``VotePatterns/ballots``; of the class where it names one.
    package var ballot: Int16
    /// How often the voter gave this vote on the row; at least 1.
    package var count: UInt16

    /// Creates an entry for one or more equal votes of one voter.
    package init(voter: Int, ballot: Int, count: Int = 1) {
      self.voter = Int32(voter)
      self.ballot = Int16(ballot)
      self.count = UInt16(clamping: count)
    }

    /// Creates an entry for one vote, without looking whether it fits.
    @inline(__always)
    init(_ voter: Int32, _ ballot: Int16) {
      self.voter = voter
      self.ballot = ballot
      count = 1
    }

    /// Adds equal votes; the count stops at the largest that fits.
    mutating func add(_ more: UInt16) { count = UInt16(clamping: Int(count) + Int(more)) }
  }

  /// Names of the voters, *m*.
  package let voters: [String]
  /// The classes votes are for, *k*.
  package let labelSpace: LabelSpace
  /// What the votes may say.
  package let ballots: BallotList
  /// Pattern *x* owns `entries[starts[x]..<starts[x + 1]]`.
  package let starts: [Int]
  /// Entries of all patterns, one pattern after the other.
  package let entries: [Entry]
  /// Number of rows with each pattern, *w_x*; positive.
  package let counts: [Int]
  /// Gold label of each pattern's rows, abstain where unknown: a class, or a place in ``goldSets``
  /// where documents have several.
  package let gold: [Vote]
  /// Sets of classes, each ascending, that gold labels name.
  ///
  /// Where documents have several classes, what a set does not name is absent. Where they have one,
  /// it is among those of the set: two classes at least, and not all.
  package let goldSets: [[Int]]
  /// Place in ``goldSets`` of what is known of each pattern's rows where gold does not say which class.
  ///
  /// −1 for nothing; empty where documents have several classes, or gold labels are classes alone.
  /// ``gold`` abstains there: to whatever asks for a class, such a row is one without gold.
  package let restrictions: [Int16]
  /// Number of rows (documents), *n*.
  package let rowCount: Int
  /// Pattern of each row; `nil` where rows stand in the order of their patterns, so
  /// that a billion rows of few patterns take no memory.
  let rowPatterns: [UInt32]?

  /// Creates patterns from their parts; `patternOfRow` is `nil` for rows in the order of
  /// their patterns.
  init(
    voters: [String],
    labelSpace: LabelSpace,
    ballots: BallotList,
    starts: [Int],
    entries: [Entry],
    counts: [Int],
    gold: [Vote],
    goldSets: [[Int]] = [],
    restrictions: [Int16] = [],
    patternOfRow: [UInt32]?
  ) {
    self.voters = voters
    self.labelSpace = labelSpace
    self.ballots = ballots
    self.starts = starts
    self.entries = entries
    self.counts = counts
    self.gold = gold
    self.goldSets = goldSets
    self.restrictions = restrictions
    rowCount = patternOfRow?.count ?? counts.reduce(0, +)
    rowPatterns = patternOfRow
  }

  /// Number of distinct patterns.
  package var patternCount: Int { counts.count }

  /// Pattern of each row, in row order.
  ///
  /// - Complexity: O(1) for patterns of a builder; O(*n*) where rows stand in the order
  ///   of their patterns, as those of shards and of merged patterns do.
  package var patternOfRow: [UInt32] {
    rowPatterns ?? counts.enumerated().flatMap { repeatElement(UInt32($0), count: $1) }
  }

  /// Pattern of each row with a gold label, in row order.
  ///
  /// - Complexity: O(*n*), or O(patterns + rows with gold) where rows stand in the order
  ///   of their patterns.
  package var patternOfGoldRow: [Int] {
    if let rowPatterns {
      return rowPatterns.lazy.map { Int($0) }.filter { !gold[$0].isAbstain }
    }
    return gold.indices.flatMap { repeatElement($0, count: gold[$0].isAbstain ? 0 : counts[$0]) }
  }

  /// The entries of pattern `x`; empty when nobody voted.
  package func entries(of x: Int) -> ArraySlice<Entry> { entries[starts[x]..<starts[x + 1]] }
}
