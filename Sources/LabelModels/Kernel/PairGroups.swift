internal import LabelingCore

/// The pairs of a table with a voter's levels of confidence together: voters and sets of classes.
package struct PairGroups: Sendable {
  /// Voter of each group; ascending.
  package let voters: [Int32]
  /// Set of each group; ascending within a voter.
  package let sets: [Int32]
  /// Group of each pair.
  package let ofPair: [Int]
  /// Voter *j* owns the groups `starts[j]..<starts[j + 1]`.
  package let starts: [Int]

  /// Number of groups.
  package var count: Int { voters.count }

  init(of table: PairTable) {
    var voters: [Int32] = []
    var sets: [Int32] = []
    var ofPair = [Int](repeating: 0, count: table.pairCount)
    var starts = [0]
    for voter in 0..<table.voterCount {
      let pairs = table.voterStarts[voter]..<table.voterStarts[voter + 1]
      for pair in pairs.sorted(by: { (table.pairSets[$0], $0) < (table.pairSets[$1], $1) }) {
        if voters.count == starts[voter] || sets[sets.count - 1] != table.pairSets[pair] {
          voters.append(Int32(voter))
          sets.append(table.pairSets[pair])
        }
        ofPair[pair] = voters.count - 1
      }
      starts.append(voters.count)
    }
    self.voters = voters
    self.sets = sets
    self.ofPair = ofPair
    self.starts = starts
  }
}

extension PairGroups {
  /// The numbers of the pairs of each group added up.
  func sums(of pairs: ClassRows) -> ClassRows {
    if pairs.rowCount == count { return pairs }
    var sums = ClassRows(rowCount: count, classCount: pairs.classCount)
    for (pair, group) in ofPair.enumerated() {
      for y in 0..<pairs.classCount { sums[group, y] += pairs[pair, y] }
    }
    return sums
  }
}

extension PairRows {
  /// Rows of groups of pairs; their sets stand in the order of keys.
  init(groups: PairGroups, of table: PairTable, rows: ClassRows) {
    let keys = (0..<groups.count).map { group in
      Key(
        voter: Int(groups.voters[group]),
        classes: table.ballots.sets[Int(groups.sets[group])],
        level: -1
      )
    }
    self.init(keys: keys, rows: rows)
  }
}
