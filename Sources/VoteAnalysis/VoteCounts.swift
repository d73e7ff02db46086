internal import LabelingCore

/// The sums behind ``VoteSummary``, taken in one pass over the patterns.
struct VoteCounts {
  /// One voter's sums.
  struct Voter: Hashable {
    var votes = 0
    var covered = 0
    /// Covered rows on which nobody else voted.
    var alone = 0
    var inConflict = 0
    /// Votes on rows with gold.
    var judged = 0
    var correct = 0
    /// Of the judged votes, how many would be right by chance: the share of gold that each allows.
    var chance = 0.0

    var overlapping: Int { covered - alone }

    /// Adds a vote on each of equal rows.
    ///
    /// - Parameters:
    ///   - count: Number of rows.
    ///   - isAlone: Whether nobody else voted on them.
    ///   - isInConflict: Whether somebody cannot be right if this vote is.
    ///   - isRight: Whether it is right; `nil` without gold.
    mutating func add(_ count: Int, isAlone: Bool, isInConflict: Bool, isRight: Bool?) {
      votes += count
      covered += count
      if isAlone { alone += count }
      if isInConflict { inConflict += count }
      guard let isRight else { return }
      judged += count
      if isRight { correct += count }
    }
  }

  private(set) var rows = 0
  private(set) var goldRows = 0
  private(set) var coveredRows = 0
  private(set) var overlappingRows = 0
  private(set) var conflictRows = 0
  private(set) var voters: [Voter]
  /// *m* × *s* votes, row-major, for each of *s* sets of classes: first every class alone.
  private(set) var votesBySet: [Int]

  init(of patterns: VotePatterns) {
    if patterns.ballots.isPlain, !patterns.hasRestrictions {
      self.init(ofClasses: patterns)
    } else {
      self.init(patterns, BallotSets(of: patterns))
    }
  }

  /// The sums where votes are for sets of classes, or say how sure they are.
  private init(_ patterns: VotePatterns, _ sets: BallotSets) {
    voters = [Voter](repeating: Voter(), count: patterns.voters.count)
    votesBySet = [Int](repeating: 0, count: voters.count * sets.count)
    var goldCounts: [[Int]: Int] = [:]
    for x in 0..<patterns.patternCount {
      guard let gold = patterns.goldClasses(of: x) else { continue }
      goldCounts[gold, default: 0] += patterns.counts[x]
    }
    goldRows = goldCounts.values.reduce(0, +)
    let allowed = Self.shares(of: goldCounts, thatAllow: patterns)
    for x in 0..<patterns.patternCount {
      let (weight, row) = (patterns.counts[x], patterns.entries(of: x))
      let gold = patterns.goldClasses(of: x)
      rows += weight
      guard let first = row.first, let last = row.last else { continue }
      let isOverlapping = first.voter != last.voter
      let isConflict = isOverlapping && !sets.agree(row)
      coveredRows += weight
      if isOverlapping { overlappingRows += weight }
      if isConflict { conflictRows += weight }
      var previous: Int32 = -1
      for entry in row {
        let j = Int(entry.voter)
        let votes = weight * Int(entry.count)
        votesBySet[j * sets.count + sets.set(of: entry.ballot)] += votes
        voters[j].votes += votes
        if let gold {
          voters[j].judged += votes
          voters[j].chance += Double(votes) * allowed[sets.set(of: entry.ballot)]
          let isRight =
            patterns.kind == .one
            ? sets.meets(entry.ballot, gold) : sets.holds(entry.ballot, patterns.gold[x])
          if isRight { voters[j].correct += votes }
        }
        if entry.voter == previous { continue }
        previous = entry.voter
        voters[j].covered += weight
        if !isOverlapping { voters[j].alone += weight }
        if isConflict { voters[j].inConflict += weight }
      }
    }
  }

  /// The share of gold labels with which each set of the ballots is right.
  private static func shares(of goldCounts: [[Int]: Int], thatAllow votes: VotePatterns) -> [Double]
  {
    let k = votes.labelSpace.classCount
    let total = goldCounts.values.reduce(0, +)
    let golds = goldCounts.map { classes, count in
      (
        said: votes.kind == .one
          ? classes : StatementNotation.statements(ofPresent: classes, of: k), count: count
      )
    }
    return votes.ballots.sets.map { set in
      let allowing = golds.filter { gold in
        votes.kind == .one
          ? set.contains(where: gold.said.contains) : set.allSatisfy(gold.said.contains)
      }
      return Ratio.share(allowing.reduce(0) { $0 + $1.count }, of: total) ?? 0
    }
  }

  private init(ofClasses patterns: VotePatterns) {
    let classCount = patterns.labelSpace.classCount
    var voters = [Voter](repeating: Voter(), count: patterns.voters.count)
    var votesBySet = [Int](repeating: 0, count: patterns.voters.count * classCount)
    var totals = (rows: 0, gold: 0, covered: 0, overlapping: 0, conflict: 0)
    patterns.entries.withUnsafeBufferPointer { entries in
      voters.withUnsafeMutableBufferPointer { voters in
        votesBySet.withUnsafeMutableBufferPointer { votesBySet in
          for x in 0..<patterns.patternCount {
            let weight = patterns.counts[x]
            let gold = patterns.gold[x]
            let row = UnsafeBufferPointer(
              rebasing: entries[patterns.starts[x]..<patterns.starts[x + 1]]
            )
            totals.rows += weight
            if !gold.isAbstain { totals.gold += weight }
            guard let shape = RowShape(of: row) else { continue }
            totals.covered += weight
            if shape.voterCount > 1 { totals.overlapping += weight }
            if shape.isConflict { totals.conflict += weight }
            Self.add(row, shape, weight, gold, classCount, to: voters, votesBySet)
          }
        }
      }
    }
    for j in voters.indices {
      voters[j].votes = votesBySet[(j * classCount)..<((j + 1) * classCount)].reduce(0, +)
    }
    (rows, goldRows) = (totals.rows, totals.gold)
    (coveredRows, overlappingRows) = (totals.covered, totals.overlapping)
    conflictRows = totals.conflict
    self.voters = voters
    self.votesBySet = votesBySet
  }

  /// The sums of a tally.
  init(_ tally: VoteTally, voterCount: Int) {
    rows = tally.rowCount(of: [])
    goldRows = tally.rowCount(of: .hasGold)
    coveredRows = tally.rowCount(of: .isCovered)
    overlappingRows = tally.rowCount(of: .isOverlapping)
    conflictRows = tally.rowCount(of: .isInConflict)
    voters = [Voter](repeating: Voter(), count: voterCount)
    votesBySet = []
    for j in voters.indices {
      for c in 0..<tally.classCount {
        let votes = tally.votes(j, c)
        votesBySet.append(votes.count)
        voters[j].votes += votes.count
        voters[j].covered += votes.count
        voters[j].alone += votes.count - tally.votes(j, c, on: .isOverlapping).count
        voters[j].inConflict += tally.votes(j, c, on: .isInConflict).count
        voters[j].judged += tally.votes(j, c, on: .hasGold).count
        voters[j].correct += votes.correctCount
      }
    }
  }

  @inline(__always)
  private static func add(
    _ row: UnsafeBufferPointer<VotePatterns.Entry>,
    _ shape: RowShape,
    _ weight: Int,
    _ gold: Vote,
    _ classCount: Int,
    to voters: UnsafeMutableBufferPointer<Voter>,
    _ votesBySet: UnsafeMutableBufferPointer<Int>
  ) {
    var previous: Int32 = -1
    for entry in row {
      let j = Int(entry.voter)
      let votes = weight * Int(entry.count)
      votesBySet[j * classCount + Int(entry.ballot)] += votes
      if !gold.isAbstain {
        voters[j].judged += votes
        if entry.ballot == gold.rawValue { voters[j].correct += votes }
      }
      if entry.voter == previous { continue }
      previous = entry.voter
      voters[j].covered += weight
      if shape.voterCount == 1 { voters[j].alone += weight }
      // Two voters and two classes: every voter of the row then differs from
      // some vote of another one.
      if shape.isConflict { voters[j].inConflict += weight }
    }
  }
}
