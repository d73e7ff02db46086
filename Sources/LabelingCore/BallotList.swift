/// What the voters of some votes may say.
///
/// A *ballot* is what a vote says: the truth is one of a set of classes, with or without a level
/// of confidence. A vote is stored as the index of its ballot. The first ballots are the single
/// classes in their order, so that where nobody says anything else an index is a class.
package struct BallotList: Hashable, Sendable {
  /// A set of classes, with or without a level.
  package struct Ballot: Hashable, Sendable {
    /// Index of the set among ``BallotList/sets``.
    package var set: Int
    /// The level of confidence, 0 for the least sure; `nil` without one.
    package var level: Int?

    /// Creates a ballot.
    package init(set: Int, level: Int? = nil) {
      self.set = set
      self.level = level
    }
  }

  /// Most levels of confidence that a voter may have.
  package static let mostLevels = 8

  /// How many classes a document may have; of several, sets are of statements instead of classes.
  package let kind: LabelKind
  /// Number of classes, *k*.
  package let classCount: Int
  /// Sets of classes, ascending within a set: each class alone, then sets of 2 to *k* − 1 classes
  /// in order of size, then of their classes.
  package let sets: [[Int]]
  /// The ballots: each class alone without a level, then others in order of set, then level.
  package let ballots: [Ballot]
  /// How each voter's confidence becomes levels; empty where no voter has levels.
  package private(set) var scales: [ConfidenceScale?]

  /// The ballots of voters who name one class each time.
  package init(classCount: Int) {
    kind = .one
    self.classCount = classCount
    sets = (0..<classCount).map { [$0] }
    ballots = (0..<classCount).map { Ballot(set: $0) }
    scales = []
  }

  /// The ballots that are given, in their order, beside the single classes.
  ///
  /// - Parameters:
  ///   - classCount: Number of classes.
  ///   - others: Sets of classes with their levels, in any order; repeated ones and single
  ///     classes without a level are left out. A set has at least one class and not all of them.
  ///   - scales: How each voter's confidence becomes levels; empty where no voter has levels.
  package init(
    classCount: Int,
    others: some Sequence<(classes: [Int], level: Int?)>,
    scales: [ConfidenceScale?] = []
  ) {
    var known = Set<[Int]>()
    var given = Set<Named>()
    for other in others {
      let classes = Set(other.classes).sorted()
      precondition(!classes.isEmpty && classes.count < max(classCount, 2), "a set says something")
      if classes.count > 1 { known.insert(classes) }
      if classes.count > 1 || other.level != nil {
        given.insert(Named(classes: classes, level: other.level))
      }
    }
    let sets =
      (0..<classCount).map { [$0] }
      + known.sorted {
        $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
      }
    let places = Dictionary(uniqueKeysWithValues: sets.enumerated().map { ($1, $0) })
    kind = .one
    self.classCount = classCount
    self.sets = sets
    ballots =
      (0..<classCount).map { Ballot(set: $0) }
      + given.compactMap { named in
        places[named.classes].map { Ballot(set: $0, level: named.level) }
      }
      .sorted { ($0.set, $0.level ?? -1) < ($1.set, $1.level ?? -1) }
    self.scales = scales.contains { $0 != nil } ? scales : []
  }

  /// Ballots on documents of several classes: a set of statements each.
  init(statementSets sets: [[Int]], classCount: Int) {
    kind = .several
    self.classCount = classCount
    self.sets = sets
    ballots = sets.indices.map { Ballot(set: $0) }
    scales = []
  }

  private struct Named: Hashable {
    var classes: [Int]
    var level: Int?
  }

  /// The same ballots of voters in another order.
  ///
  /// - Parameters:
  ///   - places: The new place of each voter; `nil` leaves one out.
  ///   - count: Number of voters afterwards.
  /// - Returns: The ballots, each voter with its own scale.
  package func movingVoters(to places: [Int?], count: Int) -> BallotList {
    guard !scales.isEmpty else { return self }
    var moved = self
    moved.scales = [ConfidenceScale?](repeating: nil, count: count)
    for (voter, place) in places.enumerated() {
      if let place { moved.scales[place] = scales[voter] }
    }
    return moved
  }

  /// The places of sets in the order in which they are read: by size, and all classes but one by
  /// the one that is left out.
  package static func readingOrder(of sets: [[Int]], classCount: Int) -> [Int] {
    guard classCount > 2 else { return Array(sets.indices) }
    let others = sets.indices.filter { sets[$0].count < classCount - 1 }
    let complements = sets.indices.filter { sets[$0].count == classCount - 1 }
    return others + complements.reversed()
  }

  /// Number of ballots.
  package var count: Int { ballots.count }

  /// Whether every ballot is a single class without a level, and a document has one class.
  package var isPlain: Bool { kind == .one && ballots.count == classCount }

  /// Whether some ballot has a level.
  package var hasLevels: Bool { ballots.contains { $0.level != nil } }

  /// The classes that a ballot speaks for, ascending; its statements where documents have several.
  package func classes(of ballot: Int) -> [Int] { sets[ballots[ballot].set] }

  /// The mean declared confidence of a ballot as a voter gave it; `nil` without a level.
  package func confidence(of ballot: Int, voter: Int) -> Double? {
    guard let level = ballots[ballot].level, voter < scales.count,
      let means = scales[voter]?.means, level < means.count
    else { return nil }
    return means[level]
  }
}
