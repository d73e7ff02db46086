package import LabelingCore
internal import RealModule

/// Which documents to label next, from their patterns of votes alone.
package enum LabelingAdvice {
  /// The rows whose labels say most, for patterns of these values.
  ///
  /// A pattern's value is halved, divided by three, … as rows of it are taken,
  /// so that patterns take turns. Within a pattern rows come in their order.
  package static func rows(_ count: Int, of votes: VotePatterns, values: [Double]) -> [Int] {
    var order = values.indices.filter { values[$0] > 0 }
    order.sort { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
    var taken = [Int](repeating: 0, count: votes.patternCount)
    // No pattern beyond the first `count` can be among the best `count` picks.
    let candidates = order.prefix(count)
    var picks: [Int] = []
    while picks.count < count {
      let open = candidates.filter { taken[$0] < votes.counts[$0] }
      guard
        let best = open.max(by: {
          let (a, b) = (values[$0] / Double(taken[$0] + 1), values[$1] / Double(taken[$1] + 1))
          return a != b ? a < b : $0 > $1
        })
      else { break }
      taken[best] += 1
      picks.append(best)
    }
    var places: [Int: [Int]] = [:]
    let wanted = Set(picks)
    for (row, pattern) in votes.patternOfRow.enumerated() where wanted.contains(Int(pattern)) {
      if places[Int(pattern), default: []].count < taken[Int(pattern)] {
        places[Int(pattern), default: []].append(row)
      }
    }
    var used: [Int: Int] = [:]
    return picks.compactMap { pattern in
      let place = used[pattern, default: 0]
      used[pattern] = place + 1
      return places[pattern].flatMap { place < $0.count ? $0[place] : nil }
    }
  }

  /// The rows the model is least sure of, common patterns before rare ones.
  package static func uncertainRows(
    _ count: Int,
    of votes: VotePatterns,
    posteriors: SoftLabels
  ) -> [Int] {
    var values = [Double](repeating: 0, count: votes.patternCount)
    for x in 0..<votes.patternCount
    where votes.gold[x].isAbstain && votes.starts[x] < votes.starts[x + 1] {
      let entropy = posteriors[row: x].reduce(0) { $0 - ($1 > 0 ? $1 * Double.log($1) : 0) }
      values[x] = entropy * Double(votes.counts[x]).squareRoot()
    }
    return rows(count, of: votes, values: values)
  }
}
