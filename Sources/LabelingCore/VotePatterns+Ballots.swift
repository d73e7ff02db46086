extension VotePatterns {
  /// The same rows, each entry's provisional ballot replaced by what it says.
  ///
  /// For files, where classes, sets and confidences are known only once all rows are. What says
  /// nothing is left out. Each confidence that a voter declares is a level; see
  /// ``withFewLevels()``.
  /// - Parameters:
  ///   - said: What each provisional ballot says: classes, ascending, and a confidence where there
  ///     is one; `nil` for nothing.
  ///   - labelSpace: The classes.
  ///   - newIndices: Final class index of each provisional one of the gold labels, −1 for none;
  ///     `nil` leaves them provisional, for ``resolvingGold(_:)``.
  /// - Returns: The patterns, in the same order; ones that become equal are not joined. `nil` where
  ///   there are more different ballots than two bytes can tell apart.
  /// - Complexity: O(entries + voters · ballots).
  package func saying(
    _ said: [(classes: [Int], confidence: Double?)?],
    of labelSpace: LabelSpace,
    gold newIndices: [Int]? = nil
  ) -> VotePatterns? {
    let ballots = ballots(saying: said, classCount: labelSpace.classCount)
    guard ballots.count <= Int(Int16.max) else { return nil }
    let scales = ballots.scales
    let places = Self.places(of: ballots)
    let table = voters.indices.map { voter in
      said.map { ballot -> Int? in
        guard let ballot else { return nil }
        let level = ballot.confidence.flatMap { confidence in
          scales.isEmpty ? nil : scales[voter]?.level(of: confidence)
        }
        return places[PlaceKey(classes: ballot.classes, level: level)]
      }
    }
    return with(
      labelSpace: labelSpace,
      ballots: ballots,
      votes: recast { table[Int($0.voter)][Int($0.ballot)] },
      gold: newIndices.map { indices in
        gold.map { $0.isAbstain ? $0 : Vote(rawValue: Int16(indices[$0.classIndex])) }
      }
    )
  }

  /// The same rows, whose votes are for the ballots of a register.
  ///
  /// - Parameters:
  ///   - register: What each index says.
  ///   - goldSets: Where documents have several classes, those that each gold label names; else gold
  ///     labels stay as they are.
  /// - Returns: The patterns; their ballots are in an order that does not depend on the register's.
  ///   `nil` where there are more of them, or of sets of gold, than two bytes can tell apart.
  package func saying(_ register: BallotRegister, gold goldSets: [[Int]?] = []) -> VotePatterns? {
    if register.kind == .several {
      return stating(register.all.map(\.classes), of: labelSpace, gold: goldSets)
    }
    if register.isPlain { return self }
    // A register fits two bytes; levels, which each voter counts for itself, may be more. A model
    // learns of eight levels at most, so a hundred steps lose nothing.
    let coarse = register.said.map { ballot in
      ballot.map { ($0.classes, $0.confidence.map { ($0 * 100).rounded() / 100 }) }
    }
    return saying(register.said, of: labelSpace) ?? saying(coarse, of: labelSpace)
  }

  /// All entries with other ballots, in order; `nil` leaves one out.
  func recast(_ ballot: (Entry) -> Int?) -> (starts: [Int], entries: [Entry]) {
    var starts = [0]
    var entries: [Entry] = []
    for x in 0..<patternCount {
      for entry in self.entries(of: x) {
        guard let ballot = ballot(entry) else { continue }
        entries.append(Entry(voter: Int(entry.voter), ballot: ballot, count: Int(entry.count)))
      }
      starts.append(entries.count)
    }
    Self.restoreOrder(&entries, &starts)
    return (starts, entries)
  }

  /// The same votes with the levels of other scales, such as those that a model was fitted with.
  ///
  /// A voter without a scale has no levels.
  /// - Complexity: O(1) where the scales are the same; else O(entries + voters · ballots).
  package func withLevels(of scales: [ConfidenceScale?]) -> VotePatterns {
    guard ballots.hasLevels, ballots.scales != scales else { return self }
    func level(_ ballot: BallotList.Ballot, _ voter: Int) -> Int? {
      // A level of somebody else's longer scale is none of this voter's.
      guard let old = ballot.level, let means = ballots.scales[voter]?.means, old < means.count
      else { return nil }
      let confidence = means[old]
      return voter < scales.count ? scales[voter]?.level(of: confidence) : nil
    }
    let keys = voters.indices.map { voter in
      ballots.ballots.map {
        PlaceKey(classes: ballots.sets[$0.set], level: level($0, voter))
      }
    }
    let new = BallotList(
      classCount: labelSpace.classCount,
      others: Set(keys.joined()).map { ($0.classes, $0.level) },
      scales: scales
    )
    let places = Self.places(of: new)
    let table = keys.map { $0.map { places[$0] } }
    return with(ballots: new, votes: recast { table[Int($0.voter)][Int($0.ballot)] })
  }

  /// The same votes with at most eight levels for each voter, as a model can learn of.
  ///
  /// - Complexity: O(1) where there are no more; else O(entries + voters · ballots).
  package func withFewLevels() -> VotePatterns {
    let most = ballots.scales.reduce(0) { max($0, $1?.levelCount ?? 0) }
    guard most > BallotList.mostLevels else { return self }
    var votes = [[Double: Int]](repeating: [:], count: voters.count)
    for x in 0..<patternCount {
      for entry in entries(of: x) {
        let voter = Int(entry.voter)
        guard let value = ballots.confidence(of: Int(entry.ballot), voter: voter) else { continue }
        votes[voter][value, default: 0] += Int(entry.count) * counts[x]
      }
    }
    return withLevels(of: votes.map { $0.isEmpty ? nil : ConfidenceScale(of: $0) })
  }

  /// Shards with the ballots of all of them.
  ///
  /// - Parameter shards: At least one; all of the same voters and classes.
  /// - Returns: The shards in their order.
  package static func unified(_ shards: [VotePatterns]) -> [VotePatterns] {
    guard let first = shards.first?.ballots else { return shards }
    if first.kind == .several { return unifiedStatements(shards) }
    let shards = unifiedRestrictions(shards)
    guard shards.contains(where: { $0.ballots != first }) else { return shards }
    let voterCount = shards[0].voters.count
    var values = [Set<Double>](repeating: [], count: voterCount)
    for shard in shards {
      for (voter, scale) in shard.ballots.scales.enumerated() {
        values[voter].formUnion(scale?.means ?? [])
      }
    }
    let scales = values.map { $0.isEmpty ? nil : ConfidenceScale(values: $0.sorted()) }
    let levelled = shards.map { $0.withLevels(of: scales) }
    let ballots = BallotList(
      classCount: first.classCount,
      others: levelled.flatMap { shard in
        shard.ballots.ballots.map { (shard.ballots.sets[$0.set], $0.level) }
      },
      scales: scales
    )
    let places = places(of: ballots)
    return levelled.map { shard in
      let old = shard.ballots
      let new = old.ballots.map {
        places[PlaceKey(classes: old.sets[$0.set], level: $0.level)]
      }
      return shard.with(ballots: ballots, votes: shard.recast { new[Int($0.ballot)] })
    }
  }

  private static func places(of ballots: BallotList) -> [PlaceKey: Int] {
    var places: [PlaceKey: Int] = [:]
    for (place, ballot) in ballots.ballots.enumerated() {
      places[PlaceKey(classes: ballots.sets[ballot.set], level: ballot.level)] = place
    }
    return places
  }

  /// The ballots that entries cast, each confidence of a voter being a level.
  private func ballots(
    saying said: [(classes: [Int], confidence: Double?)?],
    classCount: Int
  ) -> BallotList {
    let scales = scales(of: said)
    var used = [Set<Int>](repeating: [], count: voters.count)
    for entry in entries { used[Int(entry.voter)].insert(Int(entry.ballot)) }
    var others = Set<PlaceKey>()
    for (voter, own) in used.enumerated() {
      for place in own {
        guard let ballot = said[place] else { continue }
        let level = ballot.confidence.flatMap { scales[voter]?.level(of: $0) }
        others.insert(PlaceKey(classes: ballot.classes, level: level))
      }
    }
    return BallotList(
      classCount: classCount,
      others: others.map { ($0.classes, $0.level) },
      scales: scales
    )
  }

  private struct PlaceKey: Hashable {
    var classes: [Int]
    var level: Int?
  }

  /// A scale for each voter who declared a confidence.
  private func scales(
    of said: [(classes: [Int], confidence: Double?)?]
  ) -> [ConfidenceScale?] {
    var votes = [[Double: Int]](repeating: [:], count: voters.count)
    for x in 0..<patternCount {
      for entry in entries(of: x) {
        guard let confidence = said[Int(entry.ballot)]?.confidence else { continue }
        votes[Int(entry.voter)][confidence, default: 0] += Int(entry.count) * counts[x]
      }
    }
    return votes.map { $0.isEmpty ? nil : ConfidenceScale(values: $0.keys.sorted()) }
  }
}

extension VotePatterns.Builder {
  /// The patterns of all rows, whose votes are for the ballots of a register.
  ///
  /// - Parameter register: What each index says. Gold labels stay as they were appended.
  /// - Returns: The patterns; their ballots are in an order that does not depend on the register's.
  package consuming func finish(saying register: BallotRegister) -> VotePatterns {
    guard let said = finish().saying(register) else {
      preconditionFailure("a register has no more sets than two bytes tell apart")
    }
    return said
  }

  /// The same where documents have several classes.
  ///
  /// - Parameters:
  ///   - register: What each index says.
  ///   - gold: The classes that each gold label names; `nil` for what is none.
  /// - Returns: The patterns; `nil` where gold labels name more different sets than two bytes can
  ///   tell apart.
  package consuming func finish(
    stating register: BallotRegister,
    gold: [[Int]?]
  ) -> VotePatterns? {
    let votes = finish()
    return votes.stating(register.all.map(\.classes), of: votes.labelSpace, gold: gold)
  }
}
