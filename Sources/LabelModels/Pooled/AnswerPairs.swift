/// How often two voters give two answers to a document, silence being an answer.
struct AnswerPairs {
  private let table: PairTable
  private let documents: Double
  /// Observed documents per two pairs of voter and class, the first below the second.
  private var together: [Double]
  /// Documents of each pair.
  private let totals: [Double]
  /// *P*(answer | *y*) of each pair and of each voter's silence, and *p_y*.
  private let parameters: DawidSkene.Parameters

  init(of table: PairTable, weights: [Double], parameters: DawidSkene.Parameters) {
    self.table = table
    self.parameters = parameters
    documents = weights.reduce(0, +)
    var totals = [Double](repeating: 0, count: table.pairCount)
    for x in 0..<table.rowCount {
      for pair in table.pairs(ofRow: x) { totals[Int(pair)] += weights[x] }
    }
    self.totals = totals
    let size = table.pairCount
    var cells = [Double](repeating: 0, count: size * size)
    cells.withUnsafeMutableBufferPointer { cells in
      table.rowPairs.withUnsafeBufferPointer { rowPairs in
        for x in 0..<table.rowCount {
          let range = table.rowStarts[x]..<table.rowStarts[x + 1]
          for first in range {
            let row = Int(rowPairs[first]) &* size
            for second in (first + 1)..<max(range.upperBound, first + 1) {
              cells[row &+ Int(rowPairs[second])] += weights[x]
            }
          }
        }
      }
    }
    together = cells
  }

  /// Pearson's statistic of two voters and its degrees of freedom; `nil` if one has one answer only.
  func statistic(_ j: Int, _ k: Int) -> (value: Double, freedom: Double)? {
    let first = answers(of: j)
    let second = answers(of: k)
    guard first.count > 1, second.count > 1 else { return nil }
    var value = 0.0
    var cells = 0.0
    for a in first {
      for b in second {
        let expected = documents * expectedShare(j, a, k, b)
        guard expected >= 5 else { continue }
        let difference = observed(j, a, k, b) - expected
        value += difference * difference / expected
        cells += 1
      }
    }
    let all = Double(first.count * second.count)
    let freedom = Double((first.count - 1) * (second.count - 1)) * cells / all
    return cells > 0 ? (value, freedom) : nil
  }

  /// A voter's answers: its pairs, and `nil` for silence where it occurs.
  private func answers(of voter: Int) -> [Int?] {
    let pairs = table.voterStarts[voter]..<table.voterStarts[voter + 1]
    let votes = pairs.reduce(0) { $0 + totals[$1] }
    return pairs.filter { totals[$0] > 0 } + (votes < documents - 0.5 ? [nil] : [])
  }

  private func expectedShare(_ j: Int, _ a: Int?, _ k: Int, _ b: Int?) -> Double {
    var share = 0.0
    for (y, prior) in parameters.balance.enumerated() {
      let first = a.map { parameters.confusion.rows[$0, y] } ?? parameters.silent[j][y]
      let second = b.map { parameters.confusion.rows[$0, y] } ?? parameters.silent[k][y]
      share += prior * first * second
    }
    return share
  }

  private func observed(_ j: Int, _ a: Int?, _ k: Int, _ b: Int?) -> Double {
    let (ofFirst, ofSecond) = (pairs(of: j), pairs(of: k))
    switch (a, b) {
    case (let a?, let b?): return together[a * table.pairCount + b]
    case (let a?, nil):
      return totals[a] - ofSecond.reduce(0) { $0 + observed(j, a, k, $1) }
    case (nil, let b?):
      return totals[b] - ofFirst.reduce(0) { $0 + observed(j, $1, k, b) }
    case (nil, nil):
      let silent = documents - ofFirst.reduce(0) { $0 + totals[$1] }
      return silent - ofSecond.reduce(0) { $0 + observed(j, nil, k, $1) }
    }
  }

  private func pairs(of voter: Int) -> Range<Int> {
    table.voterStarts[voter]..<table.voterStarts[voter + 1]
  }
}
