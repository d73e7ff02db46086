package import LabelingCore

/// Votes as compressed sparse rows: what the numerical kernels read.
///
/// A *row* is a pattern. A *pair* is a voter together with a class it votes for
/// somewhere; only pairs that occur are numbered, in order of voter, then
/// class. A vote given several times on a row stands there several times.
package struct PairTable: Sendable {
  /// Number of classes, *k*.
  package let classCount: Int
  /// Names of the voters.
  package let voters: [String]
  /// Row *x* owns `rowPairs[rowStarts[x]..<rowStarts[x + 1]]`.
  package let rowStarts: [Int]
  /// Pair of each vote.
  package let rowPairs: [UInt32]
  /// Number of documents with each row, *w_x*.
  package let counts: [Double]
  /// Gold class of each row, −1 where unknown.
  package let gold: [Int32]
  /// Voter of each pair.
  package let pairVoters: [Int32]
  /// Class of each pair.
  package let pairClasses: [Int32]
  /// Voter *j* owns the pairs `voterStarts[j]..<voterStarts[j + 1]`.
  package let voterStarts: [Int]
  /// Votes of each pair over all documents.
  package let pairTotals: [Double]
  /// Whether a voter votes more than once on some row.
  package let hasRepeatedVotes: Bool

  /// Number of voters, *m*.
  package var voterCount: Int { voters.count }
  /// Number of rows.
  package var rowCount: Int { counts.count }
  /// Number of pairs.
  package var pairCount: Int { pairVoters.count }

  /// Lays out patterns for the kernels.
  ///
  /// - Complexity: O(votes + *m* · *k*).
  package init(_ votes: VotePatterns) {
    classCount = votes.labelSpace.classCount
    voters = votes.voters
    let voterCount = voters.count
    counts = votes.counts.map(Double.init)
    gold = votes.gold.map { Int32($0.rawValue) }
    var numbers = [Int32](repeating: -1, count: voterCount * classCount)
    var length = 0
    for entry in votes.entries {
      numbers[Int(entry.voter) * classCount + Int(entry.classIndex)] = 0
      length += Int(entry.count)
    }
    var pairVoters: [Int32] = []
    var pairClasses: [Int32] = []
    var voterStarts = [0]
    for voter in 0..<voterCount {
      for classIndex in 0..<classCount where numbers[voter * classCount + classIndex] == 0 {
        numbers[voter * classCount + classIndex] = Int32(pairVoters.count)
        pairVoters.append(Int32(voter))
        pairClasses.append(Int32(classIndex))
      }
      voterStarts.append(pairVoters.count)
    }
    var rowStarts = [0]
    var rowPairs: [UInt32] = []
    var totals = [Double](repeating: 0, count: pairVoters.count)
    var hasRepeatedVotes = false
    rowStarts.reserveCapacity(votes.patternCount + 1)
    rowPairs.reserveCapacity(length)
    for x in 0..<votes.patternCount {
      let weight = counts[x]
      var last: Int32 = -1
      for index in votes.starts[x]..<votes.starts[x + 1] {
        let entry = votes.entries[index]
        let pair = numbers[Int(entry.voter) * classCount + Int(entry.classIndex)]
        for _ in 0..<entry.count { rowPairs.append(UInt32(pair)) }
        totals[Int(pair)] += weight * Double(entry.count)
        if entry.count > 1 || entry.voter == last { hasRepeatedVotes = true }
        last = entry.voter
      }
      rowStarts.append(rowPairs.count)
    }
    self.pairVoters = pairVoters
    self.pairClasses = pairClasses
    self.voterStarts = voterStarts
    self.rowStarts = rowStarts
    self.rowPairs = rowPairs
    self.pairTotals = totals
    self.hasRepeatedVotes = hasRepeatedVotes
  }

  /// The votes of row `x`, as pairs.
  package func pairs(ofRow x: Int) -> ArraySlice<UInt32> {
    rowPairs[rowStarts[x]..<rowStarts[x + 1]]
  }

  /// Whether row `x` has a vote or a gold label.
  package func isCovered(_ x: Int) -> Bool { rowStarts[x] < rowStarts[x + 1] || gold[x] >= 0 }

  /// Rows' weights in a fit: their documents, 0 for rows that are not covered.
  package func coveredCounts() -> [Double] {
    (0..<rowCount).map { isCovered($0) ? counts[$0] : 0 }
  }

  /// Weighted votes of each row per class and their sum, for weights per voter.
  package func voteSums(row x: Int, weights: [Double], into sums: inout [Double]) -> Double {
    for y in 0..<classCount { sums[y] = 0 }
    var total = 0.0
    for pair in pairs(ofRow: x) {
      let weight = weights[Int(pairVoters[Int(pair)])]
      sums[Int(pairClasses[Int(pair)])] += weight
      total += weight
    }
    return total
  }

  /// Vote shares of each row, uniform without votes, one-hot with gold: soft majority vote.
  package func voteShares(weights: [Double], clampingGold: Bool = true) -> ClassRows {
    var rows = ClassRows(rowCount: rowCount, classCount: classCount)
    var sums = [Double](repeating: 0, count: classCount)
    for x in 0..<rowCount {
      if clampingGold, gold[x] >= 0 {
        rows[x, Int(gold[x])] = 1
        continue
      }
      let total = voteSums(row: x, weights: weights, into: &sums)
      for y in 0..<classCount { rows[x, y] = total > 0 ? sums[y] / total : 1 / Double(classCount) }
    }
    return rows
  }
}
