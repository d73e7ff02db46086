extension VotePatterns {
  /// The same rows with gold labels: a pattern per distinct row and label.
  ///
  /// - Parameter gold: Gold label of each row; abstain where unknown. Gold that
  ///   the patterns had before is replaced.
  /// - Returns: The patterns, and for each of them the pattern of `self` it came from.
  /// - Complexity: O(*n* + entries).
  package func attaching(gold: [Vote]) -> (patterns: VotePatterns, origins: [Int]) {
    precondition(gold.count == rowCount, "a gold label per row, or abstain")
    var numbers: [Int: Int] = [:]
    var numberWithoutLabel = [Int](repeating: -1, count: patternCount)
    var origins: [Int] = []
    var counts: [Int] = []
    var labels: [Vote] = []
    var patternOfRow: [UInt32] = []
    patternOfRow.reserveCapacity(rowCount)
    for (row, pattern) in self.patternOfRow.enumerated() {
      let pattern = Int(pattern)
      let key = pattern << 16 | gold[row].classIndex
      let known =
        gold[row].isAbstain
        ? (numberWithoutLabel[pattern] < 0 ? nil : numberWithoutLabel[pattern]) : numbers[key]
      let number = known ?? origins.count
      if known == nil {
        if gold[row].isAbstain {
          numberWithoutLabel[pattern] = number
        } else {
          numbers[key] = number
        }
        origins.append(pattern)
        labels.append(gold[row])
        counts.append(0)
      }
      counts[number] += 1
      patternOfRow.append(UInt32(number))
    }
    var starts = [0]
    var entries: [Entry] = []
    for origin in origins {
      entries += self.entries(of: origin)
      starts.append(entries.count)
    }
    let patterns = VotePatterns(
      voters: voters,
      labelSpace: labelSpace,
      ballots: ballots,
      starts: starts,
      entries: entries,
      counts: counts,
      gold: labels,
      goldSets: kind == .several ? goldSets : [],
      patternOfRow: patternOfRow
    )
    return (patterns, origins)
  }
}

extension VotePatterns {
  /// The same rows with gold labels, classes and sets of them; see ``attaching(gold:)-[Vote]``.
  package func attaching(gold: GoldColumn) -> (patterns: VotePatterns, origins: [Int]) {
    if gold.sets.isEmpty { return attaching(gold: gold.labels) }
    let provisional = gold.provisional(of: labelSpace)
    let attached = attaching(gold: provisional.labels)
    return (attached.patterns.resolvingGold(provisional.meanings), attached.origins)
  }

  /// Place in ``goldSets`` of what is known of the rows of pattern `x`; −1 for nothing but ``gold``.
  package func restriction(of x: Int) -> Int16 { restrictions.isEmpty ? -1 : restrictions[x] }

  /// Whether gold labels of documents with one class are sets of them.
  package var hasRestrictions: Bool { restrictions.contains { $0 >= 0 } }

  /// The classes that the truth is among, by pattern, where gold is a set of them.
  package var goldSetsByPattern: [Int: [Int]] {
    var sets: [Int: [Int]] = [:]
    for (x, set) in restrictions.enumerated() where set >= 0 { sets[x] = goldSets[Int(set)] }
    return sets
  }

  /// Number of rows of which gold knows a set of classes that the truth is among.
  package var restrictedRowCount: Int {
    restrictions.indices.reduce(0) { $0 + (restrictions[$1] < 0 ? 0 : counts[$1]) }
  }

  /// The same rows, each provisional gold label replaced by what it says.
  ///
  /// A set of one class is the class, and one of all classes says nothing.
  /// - Parameter meanings: The classes that each provisional index says the truth is among,
  ///   ascending; `nil` for nothing.
  /// - Returns: The patterns, in the same order; ones that become equal are not joined.
  package func resolvingGold(_ meanings: [[Int]?]) -> VotePatterns {
    let classCount = labelSpace.classCount
    func meaning(_ label: Vote) -> [Int]? {
      label.isAbstain ? nil : meanings[label.classIndex]
    }
    let isSet = { (classes: [Int]) in classes.count > 1 && classes.count < classCount }
    let found = gold.map(meaning)
    let sets = Self.distinct(found.compactMap(\.self).filter(isSet))
    let places = Self.places(of: sets)
    let restrictions = found.map { $0.flatMap { places[$0] }.map { Int16($0) } ?? -1 }
    let hasSets = restrictions.contains { $0 >= 0 }
    return with(
      gold: found.map { classes in
        classes.flatMap { $0.count == 1 ? Vote(classIndex: $0[0]) : nil } ?? .abstain
      },
      goldSets: hasSets ? sets : [],
      restrictions: hasSets ? restrictions : []
    )
  }

  /// Shards whose gold labels name the sets of all of them.
  static func unifiedRestrictions(_ shards: [VotePatterns]) -> [VotePatterns] {
    guard shards.contains(where: { !$0.restrictions.isEmpty }) else { return shards }
    let sets = distinct(shards.flatMap(\.goldSets))
    let places = places(of: sets)
    return shards.map { shard in
      let new = shard.goldSets.map { Int16(places[$0] ?? 0) }
      return shard.with(
        goldSets: sets,
        restrictions: shard.counts.indices.map { x in
          let old = shard.restriction(of: x)
          return old < 0 ? -1 : new[Int(old)]
        }
      )
    }
  }
}

extension SoftLabels {
  /// The rows of these indices, in their order.
  package func selecting(rows: [Int]) -> SoftLabels {
    SoftLabels(classCount: classCount, values: rows.flatMap { self[row: $0] })
  }
}
