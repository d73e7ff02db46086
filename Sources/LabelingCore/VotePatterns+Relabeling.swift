extension VotePatterns {
  /// Gives the classes of entries other indices, and restores their order.
  ///
  /// - Parameters:
  ///   - entries: Entries of all patterns, one pattern after the other.
  ///   - starts: Where each pattern begins, and the end of the last.
  ///   - newIndices: New class index of each old one; no two are equal.
  ///   - labelSpace: The classes that new indices are of.
  /// - Complexity: O(entries).
  static func relabel(
    _ entries: inout [Entry],
    starts: [Int],
    newIndices: [Int],
    in labelSpace: LabelSpace
  ) {
    precondition(
      Set(newIndices).count == newIndices.count
        && newIndices.allSatisfy { (0..<labelSpace.classCount).contains($0) },
      "each class has a new index of its own"
    )
    if newIndices.enumerated().allSatisfy({ $0.offset == $0.element }) { return }
    let narrowed = newIndices.map(Int16.init)
    entries.withUnsafeMutableBufferPointer { entries in
      for index in entries.indices {
        entries[index].classIndex = narrowed[Int(entries[index].classIndex)]
      }
      // Entries stand in order of voter, then class; only a voter of several
      // answers can be out of order now.
      for (start, end) in zip(starts, starts.dropFirst()) {
        var first = start
        while first < end {
          var next = first + 1
          while next < end, entries[next].voter == entries[first].voter { next += 1 }
          if next > first + 1 { entries[first..<next].sort { $0.classIndex < $1.classIndex } }
          first = next
        }
      }
    }
  }
}
