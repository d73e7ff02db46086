/// Ballots on documents of several classes.
///
/// There are 2*k* *statements*: statement *c* says that class *c* is present, *k* + *c* that it is
/// absent. A ballot is a set of statements, without a level. The first ballots say of one class
/// each that it is present, so that an index below *k* is a class here too.
extension BallotList {
  /// The ballots that are given, beside a single class each.
  ///
  /// - Parameters:
  ///   - classCount: Number of classes.
  ///   - others: Sets of statements, in any order; repeated ones are left out. A set says
  ///     something, and of no class that it is both present and absent.
  package init(classCount: Int, statements others: some Sequence<[Int]>) {
    let plain = (0..<classCount).map { [$0] }
    var known = Set(plain)
    var rest: [[Int]] = []
    for other in others {
      let set = Set(other).sorted()
      precondition(
        !set.isEmpty && set.allSatisfy { (0..<(2 * classCount)).contains($0) },
        "a ballot says something of classes that there are"
      )
      precondition(
        !set.contains { $0 < classCount && other.contains($0 + classCount) },
        "a class is present or absent"
      )
      if known.insert(set).inserted { rest.append(set) }
    }
    rest.sort { $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1) }
    self.init(statementSets: plain + rest, classCount: classCount)
  }

  /// The classes that a ballot says are present, ascending.
  package func presentClasses(of ballot: Int) -> [Int] {
    classes(of: ballot).filter { $0 < classCount }
  }

  /// The classes that a ballot says are absent, ascending.
  package func absentClasses(of ballot: Int) -> [Int] {
    classes(of: ballot).compactMap { $0 < classCount ? nil : $0 - classCount }
  }
}

extension VotePatterns {
  /// Whether documents have several classes.
  package var kind: LabelKind { ballots.kind }

  /// The same rows, each entry's provisional ballot replaced by the statements it makes.
  ///
  /// For files, where classes are known only once all rows are. What says nothing is left out.
  /// - Parameters:
  ///   - said: The statements of each provisional ballot; empty for nothing.
  ///   - labelSpace: The classes.
  ///   - goldSets: The classes of each provisional gold label, ascending; `nil` for none.
  /// - Returns: The patterns, in the same order; ones that become equal are not joined. `nil` where
  ///   there are more different ballots, or sets of gold, than two bytes can tell apart.
  /// - Complexity: O(entries + ballots).
  package func stating(
    _ said: [[Int]],
    of labelSpace: LabelSpace,
    gold goldSets: [[Int]?]
  ) -> VotePatterns? {
    var isUsed = [Bool](repeating: false, count: said.count)
    for entry in entries { isUsed[Int(entry.ballot)] = true }
    let ballots = BallotList(
      classCount: labelSpace.classCount,
      statements: zip(said, isUsed).filter { $1 && !$0.isEmpty }.map(\.0)
    )
    let sets = Self.distinct(gold.compactMap { $0.isAbstain ? nil : goldSets[$0.classIndex] })
    guard ballots.count <= Int(Int16.max), sets.count <= Int(Int16.max) else { return nil }
    let places = Self.places(of: ballots.sets)
    let setPlaces = Self.places(of: sets)
    let table = said.map { places[$0] }
    return with(
      labelSpace: labelSpace,
      ballots: ballots,
      votes: recast { table[Int($0.ballot)] },
      gold: gold.map { label in
        let set = label.isAbstain ? nil : goldSets[label.classIndex]
        return set.flatMap { setPlaces[$0] }.map { Vote(classIndex: $0) } ?? .abstain
      },
      goldSets: sets
    )
  }

  /// The same rows with gold labels of several classes.
  ///
  /// - Parameter sets: The classes of each row, ascending; `nil` where they are not known. Gold
  ///   that the patterns had before is replaced.
  /// - Returns: The patterns, and for each of them the pattern of `self` it came from.
  package func attaching(goldSets sets: [[Int]?]) -> (patterns: VotePatterns, origins: [Int]) {
    let distinct = Self.distinct(sets.compactMap(\.self))
    let places = Self.places(of: distinct)
    let attached = attaching(
      gold: sets.map { $0.flatMap { places[$0] }.map { Vote(classIndex: $0) } ?? .abstain }
    )
    return (attached.patterns.with(goldSets: distinct), attached.origins)
  }

  /// Number of rows with neither votes nor gold labels.
  package var uncoveredCount: Int {
    (0..<patternCount).reduce(0) {
      $0 + (entries(of: $1).isEmpty && gold[$1].isAbstain ? counts[$1] : 0)
    }
  }

  /// What gold says of the rows of pattern `x`: the classes that they have, or, where they have one,
  /// those that it is among; ascending, `nil` where nothing is known.
  package func goldClasses(of x: Int) -> [Int]? {
    let set = restriction(of: x)
    if gold[x].isAbstain { return set < 0 ? nil : goldSets[Int(set)] }
    return kind == .several ? goldSets[gold[x].classIndex] : [gold[x].classIndex]
  }

  /// Shards of documents of several classes with the ballots and gold labels of all of them.
  static func unifiedStatements(_ shards: [VotePatterns]) -> [VotePatterns] {
    let classCount = shards[0].labelSpace.classCount
    let ballots = BallotList(classCount: classCount, statements: shards.flatMap(\.ballots.sets))
    let sets = distinct(shards.flatMap(\.goldSets))
    let places = places(of: ballots.sets)
    let setPlaces = Self.places(of: sets)
    return shards.map { shard in
      let new = shard.ballots.sets.map { places[$0] }
      let newGold = shard.goldSets.map { setPlaces[$0] ?? 0 }
      return shard.with(
        ballots: ballots,
        votes: shard.recast { new[Int($0.ballot)] },
        gold: shard.gold.map { $0.isAbstain ? $0 : Vote(classIndex: newGold[$0.classIndex]) },
        goldSets: sets
      )
    }
  }

  /// Sets in an order that does not depend on that of rows: by size, then by their classes.
  static func distinct(_ sets: [[Int]]) -> [[Int]] {
    Set(sets).sorted {
      $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
    }
  }

  static func places(of sets: [[Int]]) -> [[Int]: Int] {
    Dictionary(uniqueKeysWithValues: sets.enumerated().map { ($1, $0) })
  }
}
