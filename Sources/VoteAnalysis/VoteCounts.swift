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

    var overlapping: Int { covered - alone }
  }

  private(set) var rows = 0
  private(set) var goldRows = 0
  private(set) var coveredRows = 0
  private(set) var overlappingRows = 0
  private(set) var conflictRows = 0
  private(set) var voters: [Voter]
  /// *m* × *k* votes, row-major.
  private(set) var votesByClass: [Int]

  init(of patterns: VotePatterns) {
    let classCount = patterns.labelSpace.classCount
    var voters = [Voter](repeating: Voter(), count: patterns.voters.count)
    var votesByClass = [Int](repeating: 0, count: patterns.voters.count * classCount)
    var totals = (rows: 0, gold: 0, covered: 0, overlapping: 0, conflict: 0)
    patterns.entries.withUnsafeBufferPointer { entries in
      voters.withUnsafeMutableBufferPointer { voters in
        votesByClass.withUnsafeMutableBufferPointer { votesByClass in
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
            Self.add(row, shape, weight, gold, classCount, to: voters, votesByClass)
          }
        }
      }
    }
    for j in voters.indices {
      voters[j].votes = votesByClass[(j * classCount)..<((j + 1) * classCount)].reduce(0, +)
    }
    (rows, goldRows) = (totals.rows, totals.gold)
    (coveredRows, overlappingRows) = (totals.covered, totals.overlapping)
    conflictRows = totals.conflict
    self.voters = voters
    self.votesByClass = votesByClass
  }

  /// The sums of a tally.
  init(_ tally: VoteTally, voterCount: Int) {
    rows = tally.rowCount(of: [])
    goldRows = tally.rowCount(of: .hasGold)
    coveredRows = tally.rowCount(of: .isCovered)
    overlappingRows = tally.rowCount(of: .isOverlapping)
    conflictRows = tally.rowCount(of: .isInConflict)
    voters = [Voter](repeating: Voter(), count: voterCount)
    votesByClass = []
    for j in voters.indices {
      for c in 0..<tally.classCount {
        let votes = tally.votes(j, c)
        votesByClass.append(votes.count)
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
    _ votesByClass: UnsafeMutableBufferPointer<Int>
  ) {
    var previous: Int32 = -1
    for entry in row {
      let j = Int(entry.voter)
      let votes = weight * Int(entry.count)
      votesByClass[j * classCount + Int(entry.ballot)] += votes
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
