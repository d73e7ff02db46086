internal import CXXHash

extension VotePatterns {
  /// Collects rows into distinct patterns, one row at a time.
  ///
  /// - Complexity: O(votes of the row) expected per row; memory grows with the
  ///   number of distinct patterns and by four bytes a row.
  package struct Builder: Sendable {
    private let voters: [String]
    private let labelSpace: LabelSpace
    private var starts = [0]
    private var entries: [Entry] = []
    private var counts: [Int] = []
    private var gold: [Vote] = []
    private var patternOfRow: [UInt32] = []
    /// Open addressing with linear probing; a slot holds a pattern + 1, 0 is free.
    private var slots = [UInt32](repeating: 0, count: 1024)
    private var row: [Entry] = []

    /// Creates a builder for these voters and classes.
    package init(voters: [String], labelSpace: LabelSpace) {
      self.voters = voters
      self.labelSpace = labelSpace
    }

    /// Appends a row of one vote per voter, −1 where a voter abstains.
    package mutating func append(_ votes: UnsafeBufferPointer<Int16>, gold: Vote = .abstain) {
      precondition(votes.count == voters.count, "a row has one vote per voter")
      row.removeAll(keepingCapacity: true)
      for (voter, vote) in votes.enumerated() where vote >= 0 {
        row.append(Entry(voter: voter, classIndex: Int(vote)))
      }
      appendRow(gold: gold)
    }

    /// Appends a row of any votes; equal ones of a voter are added up.
    package mutating func append(entries votes: some Sequence<Entry>, gold: Vote = .abstain) {
      let sorted = votes.sorted { ($0.voter, $0.classIndex) < ($1.voter, $1.classIndex) }
      row.removeAll(keepingCapacity: true)
      for entry in sorted {
        if let last = row.last, last.voter == entry.voter, last.classIndex == entry.classIndex {
          row[row.count - 1].add(entry.count)
        } else {
          row.append(entry)
        }
      }
      appendRow(gold: gold)
    }

    /// The patterns of all rows appended so far.
    package consuming func finish() -> VotePatterns {
      VotePatterns(
        voters: voters,
        labelSpace: labelSpace,
        starts: starts,
        entries: entries,
        counts: counts,
        gold: gold,
        patternOfRow: patternOfRow
      )
    }

    /// The patterns of all rows, with their classes in another order or among more.
    ///
    /// For classes that are known only once all rows are: append them under
    /// provisional indices, whatever the label space the builder began with.
    /// - Parameters:
    ///   - labelSpace: The final classes.
    ///   - newIndices: Final class index of each provisional one; no two are equal.
    /// - Returns: The patterns, in the same order.
    package consuming func finish(
      relabeledTo labelSpace: LabelSpace,
      newIndices: [Int]
    ) -> VotePatterns {
      VotePatterns.relabel(&entries, starts: starts, newIndices: newIndices, in: labelSpace)
      return VotePatterns(
        voters: voters,
        labelSpace: labelSpace,
        starts: starts,
        entries: entries,
        counts: counts,
        gold: gold.map { $0.isAbstain ? $0 : Vote(classIndex: newIndices[$0.classIndex]) },
        patternOfRow: patternOfRow
      )
    }

    private mutating func appendRow(gold rowGold: Vote) {
      let hash = Self.hash(row[...], gold: rowGold)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let pattern = Int(slots[slot]) - 1
        if gold[pattern] == rowGold, entries[starts[pattern]..<starts[pattern + 1]] == row[...] {
          counts[pattern] += 1
          patternOfRow.append(UInt32(pattern))
          return
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      slots[slot] = UInt32(counts.count + 1)
      patternOfRow.append(UInt32(counts.count))
      entries.append(contentsOf: row)
      starts.append(entries.count)
      counts.append(1)
      gold.append(rowGold)
      if counts.count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
      var larger = [UInt32](repeating: 0, count: slots.count * 2)
      for pattern in counts.indices {
        let hash = Self.hash(entries[starts[pattern]..<starts[pattern + 1]], gold: gold[pattern])
        var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
        while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
        larger[slot] = UInt32(pattern + 1)
      }
      slots = larger
    }

    private static func hash(_ row: ArraySlice<Entry>, gold: Vote) -> UInt64 {
      let votes = row.withUnsafeBytes { winnow_hash64($0.baseAddress, $0.count) }
      return votes &+ UInt64(bitPattern: Int64(gold.rawValue)) &* 0x9E37_79B9_7F4A_7C15
    }
  }
}
