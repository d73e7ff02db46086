/// Weights that make copies of a voter count once, class by class.
///
/// As ``VoterWeights``, of the statements about one class: ω_j = 1 / (1 + Σ over other voters *k* of
/// clip((*J* − 0.95) / 0.05, 0, 1)), where *J* is the Jaccard index of what the two voters say of
/// the class and at least ten statements agree.
struct StatementWeights {
  /// A voter that says much the same of a class as others.
  struct Copy: Hashable {
    var classIndex: Int
    var voter: Int
    var weight: Double
  }

  /// ω: a weight per pair, in (0, 1].
  private(set) var ofPairs: [Double]
  /// The voters that count less than 1, by class.
  private(set) var copies: [Copy] = []

  /// Most cells of a table of voters by voters; beyond, those that meet are kept in a hash table.
  private static let mostCells = 1 << 23

  /// - Complexity: O(Σ over rows and classes of statements²).
  init(of table: StatementTable) {
    let (k, m) = (table.classCount, table.voterCount)
    var totals = [Double](repeating: 0, count: k * m)
    for x in 0..<table.rowCount {
      for index in table.rowStarts[x]..<table.rowStarts[x + 1] {
        let pair = table.pairs[Int(table.rowPairs[index])]
        totals[pair.classIndex * m + pair.voter] += table.counts[x] * Double(table.rowTimes[index])
      }
    }
    var sums = [Double](repeating: 1, count: k * m)
    func note(_ c: Int, _ j: Int, _ l: Int, _ same: Double) {
      guard same >= VoterWeights.leastAgreement else { return }
      let similarity = same / (totals[c * m + j] + totals[c * m + l] - same)
      let share = Ramp.up(similarity, VoterWeights.threshold, 1)
      guard share > 0 else { return }
      sums[c * m + j] += share
      sums[c * m + l] += share
    }
    if k * m * m <= Self.mostCells {
      var same = [Double](repeating: 0, count: k * m * m)
      same.withUnsafeMutableBufferPointer { same in
        Self.forEachAgreement(in: table) { c, j, l, weight in
          same[(c &* m &+ j) &* m &+ l] += weight
        }
      }
      for c in 0..<k {
        for j in 0..<m {
          for l in (j + 1)..<max(m, j + 1) { note(c, j, l, same[(c * m + j) * m + l]) }
        }
      }
    } else {
      var same: [Int: Double] = [:]
      Self.forEachAgreement(in: table) { c, j, l, weight in
        same[(c * m + j) * m + l, default: 0] += weight
      }
      for (cell, weight) in same.sorted(by: { $0.key < $1.key }) {
        note(cell / (m * m), cell / m % m, cell % m, weight)
      }
    }
    ofPairs = table.pairs.map { 1 / sums[$0.classIndex * m + $0.voter] }
    for c in 0..<k {
      for j in 0..<m where sums[c * m + j] > 1 {
        copies.append(Copy(classIndex: c, voter: j, weight: 1 / sums[c * m + j]))
      }
    }
  }

  /// Calls `body` with every two voters that say the same of a class, the first one first.
  @inline(__always)
  private static func forEachAgreement(
    in table: StatementTable,
    _ body: (_ classIndex: Int, _ first: Int, _ second: Int, _ weight: Double) -> Void
  ) {
    for x in 0..<table.rowCount {
      let range = table.rowStarts[x]..<table.rowStarts[x + 1]
      for first in range {
        let a = table.pairs[Int(table.rowPairs[first])]
        for second in (first + 1)..<max(range.upperBound, first + 1) {
          let b = table.pairs[Int(table.rowPairs[second])]
          if b.classIndex != a.classIndex { break }
          guard b.voter != a.voter, b.isPresent == a.isPresent else { continue }
          let times = Double(table.rowTimes[first]) * Double(table.rowTimes[second])
          body(a.classIndex, a.voter, b.voter, table.counts[x] * times)
        }
      }
    }
  }
}
