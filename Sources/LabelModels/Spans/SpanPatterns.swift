package import LabelingCore

/// The distinct islands of votes with their counts: all that the span label model learns from.
///
/// Counts of shards add up, and a fit to the sum is the fit to all documents at once, to the last
/// bit: patterns are kept in the order of their votes.
package struct SpanPatterns: Sendable {
  /// Names of the functions or annotators.
  package let voters: [String]
  /// The types of spans.
  package let types: LabelSpace
  /// What a voter's silence means.
  package let mode: PooledLabelModel.Mode
  /// The patterns.
  private(set) var patterns: [SpanPattern] = []
  /// How often each occurs.
  private(set) var counts: [Int] = []
  /// What gold documents say of each annotator.
  private(set) var goldFacts: [GoldFacts]
  /// Number of documents.
  package private(set) var documentCount = 0
  /// Number of gold documents.
  package private(set) var goldCount = 0
  /// Where each island belongs, if that was asked for.
  private(set) var islands = SpanIslands()

  /// What gold documents say of an annotator, beside the outcomes of votes.
  struct GoldFacts: Hashable, Sendable {
    /// Gold spans that the annotator met.
    var met = 0
    /// Gold spans that anybody met, in documents that the annotator was asked about.
    var meetable = 0
    /// Votes that meet no gold span.
    var wrong = 0
    /// Islands without a gold span, in documents that the annotator was asked about.
    var emptyIslands = 0

    static func += (left: inout GoldFacts, right: GoldFacts) {
      left.met += right.met
      left.meetable += right.meetable
      left.wrong += right.wrong
      left.emptyIslands += right.emptyIslands
    }
  }

  /// The patterns of votes.
  ///
  /// - Parameters:
  ///   - votes: The votes.
  ///   - mode: What a voter's silence means.
  ///   - keepsIslands: Whether to remember the pattern of each island of each document.
  package init(of votes: SpanVotes, mode: PooledLabelModel.Mode, keepsIslands: Bool = false) {
    self.init(voters: votes.voters, types: votes.types, mode: mode)
    documentCount = votes.documentCount
    goldCount = votes.gold.count
    var keys = PatternKeys()
    var key = PatternKey()
    var found: [Int32] = []
    for document in 0..<votes.documentCount {
      let gold = votes.gold[document]
      let asked = mode == .annotators ? votes.asked(about: document) : []
      var emptyIslands = 0
      votes.forEachIsland(of: document) { island in
        key.set(island, asked: asked, gold: gold)
        if gold != nil, !key.meetsGold { emptyIslands += 1 }
        let index = keys.add(key.numbers)
        guard keepsIslands else { return }
        found.append(Int32(index))
        islands.append(key.boundaries)
      }
      if keepsIslands { islands.endDocument() }
      if let gold, mode == .annotators {
        addFacts(of: votes.votes(of: document), asked: asked, gold: gold, emptyIslands)
      }
    }
    let order = take(keys)
    if keepsIslands {
      var place = [Int32](repeating: 0, count: order.count)
      for (new, old) in order.enumerated() { place[old] = Int32(new) }
      islands.patterns = found.map { place[Int($0)] }
    }
  }

  /// The sum of shards, which have the same voters and types in the same order and one mode.
  package init(merging shards: [SpanPatterns]) throws(LabelModelError) {
    guard let first = shards.first else { throw .noClasses }
    self.init(voters: first.voters, types: first.types, mode: first.mode)
    var keys = PatternKeys()
    for shard in shards {
      guard shard.mode == mode else { throw .shardsDiffer }
      try LabelModelError.check(
        voters: shard.voters,
        against: voters,
        classes: shard.types.classes,
        against: types
      )
      for (pattern, count) in zip(shard.patterns, shard.counts) {
        _ = keys.add(pattern.key, count: count)
      }
      for (j, facts) in shard.goldFacts.enumerated() { goldFacts[j] += facts }
      documentCount += shard.documentCount
      goldCount += shard.goldCount
    }
    take(keys)
  }

  private init(voters: [String], types: LabelSpace, mode: PooledLabelModel.Mode) {
    self.voters = voters
    self.types = types
    self.mode = mode
    goldFacts = [GoldFacts](repeating: GoldFacts(), count: voters.count)
  }

  /// Number of distinct patterns.
  package var patternCount: Int { patterns.count }
  /// Number of islands.
  package var islandCount: Int { counts.reduce(0, +) }
  /// Number of votes.
  package var voteCount: Int { zip(patterns, counts).reduce(0) { $0 + $1.0.votes.count * $1.1 } }

  @discardableResult
  private mutating func take(_ keys: PatternKeys) -> [Int] {
    let order = keys.order
    patterns = order.compactMap { SpanPattern(key: keys[$0]) }
    counts = order.map { keys.counts[$0] }
    return order
  }

  private mutating func addFacts(
    of votes: ArraySlice<SpanVote>,
    asked: [Int32],
    gold: [LabeledSpan],
    _ emptyIslands: Int
  ) {
    for span in gold {
      let meeting = Set(votes.lazy.filter { $0.span.overlaps(span) }.map(\.voter))
      guard !meeting.isEmpty else { continue }
      for j in asked { goldFacts[Int(j)].meetable += 1 }
      for j in meeting { goldFacts[Int(j)].met += 1 }
    }
    for vote in votes where !gold.contains(where: { $0.overlaps(vote.span) }) {
      goldFacts[Int(vote.voter)].wrong += 1
    }
    for j in asked { goldFacts[Int(j)].emptyIslands += emptyIslands }
  }
}
