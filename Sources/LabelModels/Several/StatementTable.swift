package import LabelingCore

/// Votes on documents of several classes as the statements they make: what the kernel reads.
///
/// A *row* is a pattern. A *pair* is a class, a voter that speaks of it somewhere and what it says:
/// absent or present. Only pairs that occur are numbered, in order of class, then voter, absent
/// before present.
package struct StatementTable: Sendable {
  /// A class, a voter that speaks of it, and what it says.
  package struct Pair: Hashable, Comparable, Sendable {
    /// Index of the class.
    package var classIndex: Int
    /// Index of the voter.
    package var voter: Int
    /// Whether the voter says that the class is present; else that it is absent.
    package var isPresent: Bool

    package static func < (left: Pair, right: Pair) -> Bool {
      if left.classIndex != right.classIndex { return left.classIndex < right.classIndex }
      if left.voter != right.voter { return left.voter < right.voter }
      return !left.isPresent && right.isPresent
    }
  }

  /// Number of classes, *k*.
  package let classCount: Int
  /// Number of voters, *m*.
  package let voterCount: Int
  /// The pairs that occur, ascending.
  package let pairs: [Pair]
  /// Class of each pair.
  let pairClasses: [Int32]
  /// Row *x* owns `rowPairs[rowStarts[x]..<rowStarts[x + 1]]`.
  let rowStarts: [Int]
  /// Pair of each statement, ascending within a row.
  let rowPairs: [UInt32]
  /// How often the statement is made; at least 1.
  let rowTimes: [UInt16]
  /// Number of documents with each row, *w_x*.
  package let counts: [Double]
  /// Place of each row's gold label in ``goldSets``, −1 where unknown.
  private(set) var gold: [Int32]
  /// Sets of classes that gold labels name.
  let goldSets: [[Int]]

  /// Number of rows.
  package var rowCount: Int { counts.count }
  /// Number of pairs.
  package var pairCount: Int { pairs.count }

  /// Lays out patterns for the kernel.
  ///
  /// - Complexity: O(statements + *m* · *k*).
  package init(_ votes: VotePatterns) {
    precondition(votes.kind == .several, "votes make statements")
    let (k, m) = (votes.labelSpace.classCount, votes.voters.count)
    classCount = k
    voterCount = m
    let ballots = votes.ballots.ballots.map { ballot in
      votes.ballots.sets[ballot.set].map { $0 < k ? ($0 * m * 2 + 1) : ($0 - k) * m * 2 }
    }
    var numbers = [Int32](repeating: -1, count: k * m * 2)
    for entry in votes.entries {
      for cell in ballots[Int(entry.ballot)] { numbers[cell + 2 * Int(entry.voter)] = 0 }
    }
    var pairs: [Pair] = []
    for cell in numbers.indices where numbers[cell] == 0 {
      numbers[cell] = Int32(pairs.count)
      pairs.append(
        Pair(classIndex: cell / (2 * m), voter: cell / 2 % m, isPresent: cell % 2 == 1)
      )
    }
    var starts = [0]
    var rowPairs: [UInt32] = []
    var rowTimes: [UInt16] = []
    starts.reserveCapacity(votes.patternCount + 1)
    var row: [(pair: UInt32, times: UInt16)] = []
    for x in 0..<votes.patternCount {
      row.removeAll(keepingCapacity: true)
      for entry in votes.entries(of: x) {
        for cell in ballots[Int(entry.ballot)] {
          row.append((UInt32(numbers[cell + 2 * Int(entry.voter)]), entry.count))
        }
      }
      row.sort { $0.pair < $1.pair }
      for (pair, times) in row {
        if rowPairs.count > starts[x], rowPairs[rowPairs.count - 1] == pair {
          let sum = Int(rowTimes[rowTimes.count - 1]) + Int(times)
          rowTimes[rowTimes.count - 1] = UInt16(clamping: sum)
        } else {
          rowPairs.append(pair)
          rowTimes.append(times)
        }
      }
      starts.append(rowPairs.count)
    }
    self.pairs = pairs
    pairClasses = pairs.map { Int32($0.classIndex) }
    rowStarts = starts
    self.rowPairs = rowPairs
    self.rowTimes = rowTimes
    counts = votes.counts.map(Double.init)
    gold = votes.gold.map { Int32($0.rawValue) }
    goldSets = votes.goldSets
  }

  /// Statements of each row about each class, weighted: those that say that it is present, and all.
  ///
  /// - Parameters:
  ///   - x: The row.
  ///   - weights: A weight per pair.
  ///   - present: Receives, per class, the statements that it is present.
  ///   - all: Receives, per class, all statements about it, *k_xc*.
  func sums(ofRow x: Int, weights: [Double], present: inout [Double], all: inout [Double]) {
    for c in 0..<classCount {
      present[c] = 0
      all[c] = 0
    }
    for index in rowStarts[x]..<rowStarts[x + 1] {
      let pair = Int(rowPairs[index])
      let weight = weights[pair] * Double(rowTimes[index])
      all[Int(pairClasses[pair])] += weight
      if pairs[pair].isPresent { present[Int(pairClasses[pair])] += weight }
    }
  }

  /// The same rows without gold labels.
  func withoutGold() -> StatementTable {
    var table = self
    table.gold = [Int32](repeating: -1, count: rowCount)
    return table
  }

  /// Whether row `x` has a vote or a gold label.
  package func isCovered(_ x: Int) -> Bool { rowStarts[x] < rowStarts[x + 1] || gold[x] >= 0 }
}
