internal import LabelingCore

/// How votes for a class become votes for sets of classes.
enum Coarsening: String, CaseIterable {
  /// The group of the class; all functions have the same groups of two or three classes.
  case groups
  /// The class and another one, which the function always takes with it.
  case supersets
  /// All classes but another one.
  case negations = "not c"
  /// Each function in one of these ways.
  case mixtures
}

/// Votes of which a part was made coarse, and what can be done without sets of classes.
struct CoarseRows {
  /// With votes for sets.
  let coarse: BallotRows
  /// Without the coarse votes.
  let dropped: BallotRows
  /// A class of the set, drawn vote by vote, instead of each coarse vote.
  let members: BallotRows

  /// Makes a third of the votes coarse: those of some functions, or any of people.
  init(_ rows: BallotRows, _ kind: Coarsening, ofPeople: Bool, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let k = rows.classCount
    let order = (0..<k).shuffled(using: &generator)
    let groups = Self.groups(of: order)
    let isChosen = ofPeople ? nil : Self.third(of: rows, using: &generator)
    let kinds = (0..<rows.voterCount).map { _ in
      kind == .mixtures
        ? Coarsening.allCases[Int.random(in: 0..<3, using: &generator)] : kind
    }
    let others = (0..<rows.voterCount).map { _ in
      (0..<k).map { ($0 + Int.random(in: 1..<k, using: &generator)) % k }
    }
    var (coarse, dropped, members) = (rows, rows, rows)
    for (x, row) in rows.rows.enumerated() {
      var (sets, rest, drawn) = (row, [BallotRows.Ballot](), row)
      for (place, ballot) in row.enumerated() {
        let (j, y) = (ballot.voter, ballot.classes[0])
        guard isChosen?[j] ?? (generator.unit() < 1.0 / 3) else {
          rest.append(ballot)
          continue
        }
        let set =
          switch kinds[j] {
          case .groups: groups.first { $0.contains(y) } ?? [y]
          case .supersets: [y, others[j][y]].sorted()
          default: (0..<k).filter { $0 != others[j][y] }
          }
        sets[place].classes = set
        drawn[place].classes = [set[Int.random(in: set.indices, using: &generator)]]
      }
      coarse.rows[x] = sets
      dropped.rows[x] = rest
      members.rows[x] = drawn
    }
    self.coarse = coarse
    self.dropped = dropped
    self.members = members
  }

  /// Functions in random order until they have a third of the votes.
  private static func third(
    of rows: BallotRows,
    using generator: inout SeededGenerator
  ) -> [Bool] {
    var votes = [Int](repeating: 0, count: rows.voterCount)
    for ballot in rows.rows.joined() { votes[ballot.voter] += 1 }
    var isChosen = [Bool](repeating: false, count: rows.voterCount)
    var left = votes.reduce(0, +) / 3
    for voter in votes.indices.shuffled(using: &generator) where left > 0 {
      isChosen[voter] = true
      left -= votes[voter]
    }
    return isChosen
  }

  /// Groups of two classes, of three where one would be left.
  private static func groups(of classes: [Int]) -> [[Int]] {
    var groups: [[Int]] = []
    for (place, y) in classes.enumerated() {
      if place % 2 == 0, place + 1 < classes.count || groups.isEmpty {
        groups.append([y])
      } else {
        groups[groups.count - 1].append(y)
      }
    }
    return groups.map { $0.sorted() }
  }
}
