extension VotePatterns {
  /// Gives the ballots of entries other indices, and restores their order.
  ///
  /// - Parameters:
  ///   - entries: Entries of all patterns, one pattern after the other. A voter's answers
  ///     that become the same ballot become one entry.
  ///   - starts: Where each pattern begins, and the end of the last.
  ///   - newBallots: New ballot of each old one.
  ///   - ballots: The ballots that new indices are of.
  /// - Complexity: O(entries).
  static func relabel(
    _ entries: inout [Entry],
    starts: inout [Int],
    newBallots: [Int],
    of ballots: BallotList
  ) {
    if newBallots.enumerated().allSatisfy({ $0.offset == $0.element }) { return }
    let narrowed = newBallots.map(Int16.init)
    entries.withUnsafeMutableBufferPointer { entries in
      for index in entries.indices {
        let new = narrowed[Int(entries[index].ballot)]
        precondition(new >= 0 && new < ballots.count, "each ballot has a new index")
        entries[index].ballot = new
      }
    }
    restoreOrder(&entries, &starts)
  }

  /// Puts entries whose ballots have changed in order of voter, then ballot, again.
  ///
  /// Only a voter of several answers can be out of order; equal ones become one entry.
  static func restoreOrder(_ entries: inout [Entry], _ starts: inout [Int]) {
    var joins = false
    entries.withUnsafeMutableBufferPointer { entries in
      for (start, end) in zip(starts, starts.dropFirst()) {
        var first = start
        while first < end {
          var next = first + 1
          while next < end, entries[next].voter == entries[first].voter { next += 1 }
          if next > first + 1 {
            entries[first..<next].sort { $0.ballot < $1.ballot }
            joins =
              joins
              || zip(first..<next, (first + 1)..<next).contains {
                entries[$0].ballot == entries[$1].ballot
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
          last.ballot == entry.ballot
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
