extension VotePatterns {
  /// The patterns of several shards together, in their own order.
  ///
  /// Equal patterns are added up, and sorted by their votes, then gold. So sums over
  /// them come out the same to the last bit however the rows were ordered or
  /// split. The rows' own order is lost: they stand in the order of their patterns.
  /// - Parameter shards: At least one; all of the same voters, classes, ballots and
  ///   sets of gold; see ``unified(_:)``.
  /// - Returns: The patterns.
  /// - Complexity: O(*p* log *p*) comparisons for *p* patterns; O(*p*) if one shard
  ///   is sorted already.
  package static func merging(_ shards: [VotePatterns]) -> VotePatterns {
    precondition(!shards.isEmpty, "there is at least one shard")
    var order: [Place] = []
    order.reserveCapacity(shards.reduce(0) { $0 + $1.patternCount })
    for (shard, patterns) in shards.enumerated() {
      for x in 0..<patterns.patternCount { order.append(Place(shard, x, in: patterns)) }
    }
    func precedes(_ a: Place, _ b: Place) -> Bool {
      if a.first != b.first { return a.first < b.first }
      if a.second != b.second { return a.second < b.second }
      let (p, q) = (shards[Int(a.shard)], shards[Int(b.shard)])
      return isOrdered(p, Int(a.pattern), before: q, Int(b.pattern))
    }
    let isSorted = zip(order, order.dropFirst()).allSatisfy { precedes($0, $1) }
    if !isSorted { order.sort(by: precedes) }

    var starts = [0]
    var entries: [Entry] = []
    var counts: [Int] = []
    var gold: [Vote] = []
    let hasSets = shards.contains { !$0.restrictions.isEmpty }
    var restrictions: [Int16] = []
    for place in order {
      let patterns = shards[Int(place.shard)]
      let x = Int(place.pattern)
      let votes = patterns.entries(of: x)
      let restriction = patterns.restriction(of: x)
      if let last = gold.last, last == patterns.gold[x], restrictions.last ?? -1 == restriction,
        entries[starts[starts.count - 2]...] == votes
      {
        counts[counts.count - 1] += patterns.counts[x]
        continue
      }
      entries += votes
      starts.append(entries.count)
      counts.append(patterns.counts[x])
      gold.append(patterns.gold[x])
      if hasSets { restrictions.append(restriction) }
    }
    return VotePatterns(
      voters: shards[0].voters,
      labelSpace: shards[0].labelSpace,
      ballots: shards[0].ballots,
      starts: starts,
      entries: entries,
      counts: counts,
      gold: gold,
      goldSets: shards[0].goldSets,
      restrictions: restrictions
    )
  }

  /// Whether one pattern stands strictly before another.
  private static func isOrdered(
    _ p: VotePatterns,
    _ x: Int,
    before q: VotePatterns,
    _ y: Int
  ) -> Bool {
    let (a, b) = (p.entries(of: x), q.entries(of: y))
    for (left, right) in zip(a, b) where left != right { return left.rank < right.rank }
    return (a.count, p.gold[x].rawValue, p.restriction(of: x))
      < (b.count, q.gold[y].rawValue, q.restriction(of: y))
  }

  /// A pattern of a shard with its first two entries, which mostly decide its place.
  private struct Place {
    let first: UInt64
    let second: UInt64
    let shard: UInt32
    let pattern: UInt32

    init(_ shard: Int, _ x: Int, in patterns: VotePatterns) {
      let entries = patterns.entries(of: x)
      first = entries.first?.rank ?? 0
      second = entries.dropFirst().first?.rank ?? 0
      self.shard = UInt32(shard)
      pattern = UInt32(x)
    }
  }
}

extension VotePatterns.Entry {
  /// Orders entries by voter, ballot and count; above 0, which stands for no entry.
  fileprivate var rank: UInt64 {
    UInt64(UInt32(bitPattern: voter)) << 32 | UInt64(UInt16(bitPattern: ballot)) << 16
      | UInt64(count)
  }
}
