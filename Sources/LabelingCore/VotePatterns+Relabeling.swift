extension VotePatterns {
  /// The same patterns with their classes in another order or among more classes.
  ///
  /// - Parameters:
  ///   - labelSpace: The new classes.
  ///   - newIndices: New class index of each old one that occurs; no two are
  ///     equal. The old classes need not have been known to the builder.
  /// - Returns: Patterns in the same order.
  /// - Complexity: O(entries).
  package func relabeled(to labelSpace: LabelSpace, newIndices: [Int]) -> VotePatterns {
    precondition(
      Set(newIndices).count == newIndices.count
        && newIndices.allSatisfy { (0..<labelSpace.classCount).contains($0) },
      "each class has a new index of its own"
    )
    var renamed = entries
    for index in renamed.indices {
      renamed[index].classIndex = Int16(newIndices[Int(renamed[index].classIndex)])
    }
    // Entries stand in order of voter, then class.
    for x in 0..<patternCount {
      var start = starts[x]
      while start < starts[x + 1] {
        var end = start + 1
        while end < starts[x + 1], renamed[end].voter == renamed[start].voter { end += 1 }
        if end > start + 1 { renamed[start..<end].sort { $0.classIndex < $1.classIndex } }
        start = end
      }
    }
    return VotePatterns(
      voters: voters,
      labelSpace: labelSpace,
      starts: starts,
      entries: renamed,
      counts: counts,
      gold: gold.map { $0.isAbstain ? $0 : Vote(classIndex: newIndices[$0.classIndex]) },
      patternOfRow: patternOfRow
    )
  }
}
