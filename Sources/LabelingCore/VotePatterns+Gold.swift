extension VotePatterns {
  /// The same rows with gold labels: a pattern per distinct row and label.
  ///
  /// - Parameter gold: Gold label of each row; abstain where unknown. Gold that
  ///   the patterns had before is replaced.
  /// - Returns: The patterns, and for each of them the pattern of `self` it came from.
  /// - Complexity: O(*n* + entries).
  package func attaching(gold: [Vote]) -> (patterns: VotePatterns, origins: [Int]) {
    precondition(gold.count == rowCount, "a gold label per row, or abstain")
    var numbers: [Int: Int] = [:]
    var numberWithoutLabel = [Int](repeating: -1, count: patternCount)
    var origins: [Int] = []
    var counts: [Int] = []
    var labels: [Vote] = []
    var patternOfRow: [UInt32] = []
    patternOfRow.reserveCapacity(rowCount)
    for (row, pattern) in self.patternOfRow.enumerated() {
      let pattern = Int(pattern)
      let key = pattern << 16 | gold[row].classIndex
      let known =
        gold[row].isAbstain
        ? (numberWithoutLabel[pattern] < 0 ? nil : numberWithoutLabel[pattern]) : numbers[key]
      let number = known ?? origins.count
      if known == nil {
        if gold[row].isAbstain {
          numberWithoutLabel[pattern] = number
        } else {
          numbers[key] = number
        }
        origins.append(pattern)
        labels.append(gold[row])
        counts.append(0)
      }
      counts[number] += 1
      patternOfRow.append(UInt32(number))
    }
    var starts = [0]
    var entries: [Entry] = []
    for origin in origins {
      entries += self.entries(of: origin)
      starts.append(entries.count)
    }
    let patterns = VotePatterns(
      voters: voters,
      labelSpace: labelSpace,
      ballots: ballots,
      starts: starts,
      entries: entries,
      counts: counts,
      gold: labels,
      goldSets: goldSets,
      patternOfRow: patternOfRow
    )
    return (patterns, origins)
  }
}

extension SoftLabels {
  /// The rows of these indices, in their order.
  package func selecting(rows: [Int]) -> SoftLabels {
    SoftLabels(classCount: classCount, values: rows.flatMap { self[row: $0] })
  }
}
