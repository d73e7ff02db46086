package import LabelingCore

/// Votes as compressed sparse rows: what the numerical kernels read.
///
/// A *row* is a pattern. A *pair* is a voter together with a ballot it casts
/// somewhere; only pairs that occur are numbered, in order of voter, then
/// ballot. A vote given several times on a row stands there several times.
package struct PairTable: Sendable {
  /// Number of classes, *k*.
  package let classCount: Int
  /// Names of the voters.
  package let voters: [String]
  /// Row *x* owns `rowPairs[rowStarts[x]..<rowStarts[x + 1]]`.
  package private(set) var rowStarts: [Int]
  /// Pair of each vote.
  package private(set) var rowPairs: [UInt32]
  /// Number of documents with each row, *w_x*.
  package private(set) var counts: [Double]
  /// Gold class of each row, −1 where unknown.
  package private(set) var gold: [Int32]
  /// What is known of each row whose gold is a set of classes.
  package private(set) var restrictions: GoldRestrictions
  /// Voter of each pair.
  package let pairVoters: [Int32]
  /// What voters may say.
  package let ballots: BallotList
  /// Ballot of each pair.
  package let pairBallots: [Int32]
  /// Set of classes of each pair's ballot; below *k* it is the class that the ballot names.
  package let pairSets: [Int32]
  /// Level of confidence of each pair's ballot, −1 without one.
  package let pairLevels: [Int32]
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
  /// - Complexity: O(votes + *m* · *b*) for *b* ballots.
  package init(_ votes: VotePatterns) {
    classCount = votes.labelSpace.classCount
    voters = votes.voters
    let voterCount = voters.count
    counts = votes.counts.map(Double.init)
    gold = votes.gold.map { Int32($0.rawValue) }
    restrictions = GoldRestrictions(of: votes)
    ballots = votes.ballots
    let ballotCount = ballots.count
    var numbers = [Int32](repeating: -1, count: voterCount * ballotCount)
    var length = 0
    for entry in votes.entries {
      numbers[Int(entry.voter) * ballotCount + Int(entry.ballot)] = 0
      length += Int(entry.count)
    }
    var pairVoters: [Int32] = []
    var pairBallots: [Int32] = []
    var voterStarts = [0]
    for voter in 0..<voterCount {
      for ballot in 0..<ballotCount where numbers[voter * ballotCount + ballot] == 0 {
        numbers[voter * ballotCount + ballot] = Int32(pairVoters.count)
        pairVoters.append(Int32(voter))
        pairBallots.append(Int32(ballot))
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
        let pair = numbers[Int(entry.voter) * ballotCount + Int(entry.ballot)]
        for _ in 0..<entry.count { rowPairs.append(UInt32(pair)) }
        totals[Int(pair)] += weight * Double(entry.count)
        if entry.count > 1 || entry.voter == last { hasRepeatedVotes = true }
        last = entry.voter
      }
      rowStarts.append(rowPairs.count)
    }
    self.pairVoters = pairVoters
    self.pairBallots = pairBallots
    pairSets = pairBallots.map { [ballots] in Int32(ballots.ballots[Int($0)].set) }
    pairLevels = pairBallots.map { [ballots] in Int32(ballots.ballots[Int($0)].level ?? -1) }
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

  /// The classes that a pair's ballot speaks for.
  package func classes(ofPair pair: Int) -> [Int] { ballots.sets[Int(pairSets[pair])] }

  /// Weighted votes of each row per class and their sum; a vote for a set is shared among its
  /// classes.
  ///
  /// - Parameters:
  ///   - x: The row.
  ///   - weights: A weight per pair.
  ///   - sums: Receives a sum per class.
  /// - Returns: The sum over all classes.
  package func voteSums(row x: Int, weights: [Double], into sums: inout [Double]) -> Double {
    for y in 0..<classCount { sums[y] = 0 }
    var total = 0.0
    for pair in pairs(ofRow: x) {
      let weight = weights[Int(pair)]
      let set = Int(pairSets[Int(pair)])
      if set < classCount {
        sums[set] += weight
      } else {
        let classes = ballots.sets[set]
        for y in classes { sums[y] += weight / Double(classes.count) }
      }
      total += weight
    }
    return total
  }

  /// Weights of voters as weights of their pairs.
  package func pairWeights(_ voterWeights: [Double]) -> [Double] {
    pairVoters.map { voterWeights[Int($0)] }
  }

  /// Vote shares of each row, uniform without votes, one-hot with gold and none outside of a set
  /// that gold names: soft majority vote.
  ///
  /// - Parameter weights: A weight per voter; `nil` weighs all alike.
  /// - Returns: A row of *k* shares per row.
  package func voteShares(weights: [Double]? = nil) -> ClassRows {
    voteShares(pairWeights: weights.map { pairWeights($0) })
  }

  /// Vote shares of each row, with a weight per pair; `nil` weighs all alike.
  package func voteShares(pairWeights: [Double]?) -> ClassRows {
    let weights = pairWeights ?? [Double](repeating: 1, count: pairCount)
    var rows = ClassRows(rowCount: rowCount, classCount: classCount)
    var sums = [Double](repeating: 0, count: classCount)
    for x in 0..<rowCount {
      if gold[x] >= 0 {
        rows[x, Int(gold[x])] = 1
        continue
      }
      let total = voteSums(row: x, weights: weights, into: &sums)
      for y in 0..<classCount { rows[x, y] = total > 0 ? sums[y] / total : 1 / Double(classCount) }
    }
    restrictions.apply(to: &rows)
    return rows
  }
}

extension PairTable {
  /// A table whose pairs are groups of another one's.
  private init(_ table: PairTable, _ groups: PairGroups) {
    classCount = table.classCount
    voters = table.voters
    rowStarts = table.rowStarts
    counts = table.counts
    gold = table.gold
    restrictions = table.restrictions
    hasRepeatedVotes = table.hasRepeatedVotes
    rowPairs = table.rowPairs.map { UInt32(groups.ofPair[Int($0)]) }
    pairVoters = groups.voters
    pairSets = groups.sets
    voterStarts = groups.starts
    var totals = [Double](repeating: 0, count: groups.count)
    for (pair, total) in table.pairTotals.enumerated() { totals[groups.ofPair[pair]] += total }
    pairTotals = totals
    ballots = BallotList(
      classCount: table.classCount,
      others: table.ballots.sets.map { (classes: $0, level: nil) }
    )
    // The sets are the same, and each is a ballot.
    pairBallots = groups.sets
    pairLevels = [Int32](repeating: -1, count: groups.count)
  }

  /// The same votes with a voter's levels of confidence left out.
  ///
  /// - Complexity: O(1) where no ballot has a level, else O(votes + *m* · *b*).
  package func withoutLevels() -> PairTable {
    pairLevels.contains { $0 >= 0 } ? PairTable(self, PairGroups(of: self)) : self
  }
}

extension PairTable {
  /// The table without the gold labels of one fold: the *i*-th document with gold, in the order of
  /// rows, is in fold *i* mod folds.
  ///
  /// - Returns: The table, and the class and row of each document held out.
  func holdingGold(of fold: Int, in foldCount: Int) -> (PairTable, classes: [Int], places: [Int]) {
    var held = self
    var classes: [Int] = []
    var places: [Int] = []
    var place = 0
    let rows = rowCount
    for x in 0..<rows where gold[x] >= 0 {
      let count = Int(counts[x])
      let taken = (place..<(place + count)).count { $0 % foldCount == fold }
      place += count
      guard taken > 0 else { continue }
      let y = Int(gold[x])
      if taken == count {
        held.gold[x] = -1
        for _ in 0..<taken {
          classes.append(y)
          places.append(x)
        }
        continue
      }
      held.counts[x] -= Double(taken)
      for _ in 0..<taken {
        classes.append(y)
        places.append(held.rowCount)
      }
      held.rowPairs += rowPairs[rowStarts[x]..<rowStarts[x + 1]]
      held.rowStarts.append(held.rowPairs.count)
      held.counts.append(Double(taken))
      held.gold.append(-1)
    }
    return (held, classes, places)
  }
}
