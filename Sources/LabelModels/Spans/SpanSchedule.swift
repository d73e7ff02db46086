internal import LabelingCore

/// Chooses disjoint spans of the greatest total value (weighted interval scheduling).
enum SpanSchedule {
  /// Which candidates to take.
  ///
  /// Of equal choices the one that is found first stays, positions ascending, candidates in order.
  /// - Parameters:
  ///   - candidates: Spans of an island; positions are ranks.
  ///   - values: What each is worth; only those above 0 are taken.
  /// - Returns: Indices of the candidates, in order of position.
  /// - Complexity: O(positions + candidates).
  static func best(_ candidates: [LabeledSpan], values: [Double]) -> [Int] {
    guard let end = candidates.map({ Int($0.end) }).max() else { return [] }
    var totals = [Double](repeating: 0, count: end + 1)
    var taken = [Int?](repeating: nil, count: end + 1)
    var ending = [[Int]](repeating: [], count: end + 1)
    for (index, candidate) in candidates.enumerated() where values[index] > 0 {
      ending[Int(candidate.end)].append(index)
    }
    for position in 1...end {
      totals[position] = totals[position - 1]
      for index in ending[position] {
        let total = totals[Int(candidates[index].start)] + values[index]
        if total > totals[position] + 1e-12 {
          totals[position] = total
          taken[position] = index
        }
      }
    }
    var chosen: [Int] = []
    var position = end
    while position > 0 {
      if let index = taken[position] {
        chosen.append(index)
        position = Int(candidates[index].start)
      } else {
        position -= 1
      }
    }
    return chosen.reversed()
  }
}
