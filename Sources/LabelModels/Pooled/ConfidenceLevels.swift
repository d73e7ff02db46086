internal import LabelingCore
internal import RealModule

/// What each level of a voter's confidence turned out to be worth.
///
/// One curve per voter, pooled over its sets: the log-odds of being right at a level against what
/// its votes for the same sets are right on average, never falling from a level to a surer one
/// (isotonic regression by pooling adjacent violators).
struct ConfidenceLevels {
  /// Λ: a value per voter and level, 0 for a level nobody used; empty for voters without levels.
  let logOdds: [[Double]]
  /// How often each voter's votes with levels are right; 0 for voters without levels.
  let rates: [Double]

  /// A run of levels that are worth the same.
  private struct Block {
    var (a, b, c, d): (Double, Double, Double, Double)
    var levels: [Int]

    var value: Double { Double.log(a / b) - Double.log(c / d) }

    mutating func merge(_ other: Block) {
      a += other.a
      b += other.b
      c += other.c
      d += other.d
      levels += other.levels
    }
  }

  /// Learns from weighted expected votes per pair.
  init(table: PairTable, weights: [Double], counts: ClassRows) {
    let curves = (0..<table.voterCount).map { voter in
      let pairs = (table.voterStarts[voter]..<table.voterStarts[voter + 1])
        .filter { table.pairLevels[$0] >= 0 }
      return pairs.isEmpty ? ([], 0) : Self.curve(pairs, table, weights[voter], counts)
    }
    logOdds = curves.map(\.0)
    rates = curves.map(\.1)
  }

  /// What is told of the voters with levels.
  func worth(in table: PairTable) -> [LearningFacts.ConfidenceWorth] {
    logOdds.indices.compactMap { voter in
      guard !logOdds[voter].isEmpty, voter < table.ballots.scales.count,
        let means = table.ballots.scales[voter]?.means
      else { return nil }
      return LearningFacts.ConfidenceWorth(
        voter: voter,
        rate: rates[voter],
        confidences: Array(means.prefix(logOdds[voter].count)),
        logOdds: Array(logOdds[voter].prefix(means.count))
      )
    }
  }

  private static func curve(
    _ pairs: [Int],
    _ table: PairTable,
    _ weight: Double,
    _ counts: ClassRows
  ) -> (logOdds: [Double], rate: Double) {
    var hits: [Double] = []
    var votes: [Double] = []
    var bySet: [Int32: (hits: Double, votes: Double)] = [:]
    for pair in pairs {
      let right = table.classes(ofPair: pair).reduce(0) { $0 + counts[pair, $1] }
      let all = counts[row: pair].reduce(0, +)
      hits.append(right)
      votes.append(all)
      bySet[table.pairSets[pair], default: (0, 0)].hits += right
      bySet[table.pairSets[pair], default: (0, 0)].votes += all
    }
    let rate = (hits.reduce(0, +) + 1.2 * weight) / (votes.reduce(0, +) + 2 * weight)
    let levelCount = pairs.reduce(0) { max($0, Int(table.pairLevels[$1]) + 1) }
    var levels = [(hits: Double, votes: Double, expected: Double)](
      repeating: (0, 0, 0),
      count: levelCount
    )
    for (place, pair) in pairs.enumerated() {
      let set = bySet[table.pairSets[pair]] ?? (0, 0)
      let setRate = (set.hits + 5 * weight * rate) / (set.votes + 5 * weight)
      let level = Int(table.pairLevels[pair])
      levels[level].hits += hits[place]
      levels[level].votes += votes[place]
      levels[level].expected += votes[place] * setRate
    }
    var blocks: [Block] = []
    for (level, sums) in levels.enumerated() where sums.votes > 0 {
      var block = Block(
        a: 0.5 * sums.hits + 5 * weight * rate,
        b: 0.5 * sums.expected + 5 * weight * rate,
        c: 0.5 * (sums.votes - sums.hits) + 5 * weight * (1 - rate),
        d: 0.5 * (sums.votes - sums.expected) + 5 * weight * (1 - rate),
        levels: [level]
      )
      while let last = blocks.last, last.value > block.value {
        blocks.removeLast()
        var merged = last
        merged.merge(block)
        block = merged
      }
      blocks.append(block)
    }
    var curve = [Double](repeating: 0, count: levelCount)
    for block in blocks {
      for level in block.levels { curve[level] = min(max(block.value, -4), 4) }
    }
    return (curve, rate)
  }
}
