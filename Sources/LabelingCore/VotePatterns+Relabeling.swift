extension VotePatterns {
  /// Gives the classes of entries other indices, and restores their order.
  ///
  /// - Parameters:
  ///   - entries: Entries of all patterns, one pattern after the other. A voter's answers
  ///     that become the same class become one entry.
  ///   - starts: Where each pattern begins, and the end of the last.
  ///   - newIndices: New class index of each old one.
  ///   - labelSpace: The classes that new indices are of.
  /// - Complexity: O(entries).
  static func relabel(
    _ entries: inout [Entry],
    starts: inout [Int],
    newIndices: [Int],
    in labelSpace: LabelSpace
  ) {
    if newIndices.enumerated().allSatisfy({ $0.offset == $0.element }) { return }
    let narrowed = newIndices.map(Int16.init)
    var joins = false
    entries.withUnsafeMutableBufferPointer { entries in
      for index in entries.indices {
        let new = narrowed[Int(entries[index].classIndex)]
        precondition(new >= 0 && new < labelSpace.classCount, "each class has a new index")
        entries[index].classIndex = new
      }
      // Entries stand in order of voter, then class; only a voter of several
      // answers can be out of order now.
      for (start, end) in zip(starts, starts.dropFirst()) {
        var first = start
        while first < end {
          var next = first + 1
          while next < end, entries[next].voter == entries[first].voter { next += 1 }
          if next > first + 1 {
            entries[first..<next].sort { $0.classIndex < $1.classIndex }
            joins =
              joins
              || zip(first..<next, (first + 1)..<next).contains {
                entries[$0].classIndex == entries[$1].classIndex
              }
          }
          first = next
        }
      }
    }
    if joins { join(&entries, &starts) }
  }

  /// Makes one entry of a voter's equal answers.
  private static func join(_ entries: inout [Entry], _ starts: inout [Int]) {
    var joined: [Entry] = []
    var newStarts = [0]
    for (start, end) in zip(starts, starts.dropFirst()) {
      let first = joined.count
      for entry in entries[start..<end] {
        if joined.count > first, let last = joined.last, last.voter == entry.voter,
          last.classIndex == entry.classIndex
        {
          joined[joined.count - 1].add(entry.count)
        } else {
          joined.append(entry)
        }
      }
      newStarts.append(joined.count)
    }
    (entries, starts) = (joined, newStarts)
  }
}
