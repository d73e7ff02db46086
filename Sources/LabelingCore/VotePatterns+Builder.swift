internal import CXXHash

extension VotePatterns {
  /// Collects rows into distinct patterns, one row at a time.
  ///
  /// - Complexity: O(votes of the row) expected per row; memory grows with the
  ///   number of distinct patterns and by four bytes a row.
  package struct Builder: Sendable {
    private let voters: [String]
    private let labelSpace: LabelSpace
    private let ballots: BallotList
    private var starts = [0]
    private var entries: [Entry] = []
    private var counts: [Int] = []
    private var gold: [Vote] = []
    private var patternOfRow: [UInt32] = []
    /// Open addressing with linear probing.
    private var slots = [Slot](repeating: Slot(), count: 1024)
    /// Hash of each pattern, for when the slots grow.
    private var hashes: [UInt64] = []
    private var row: [Entry] = []
    private var block = Block()

    /// A pattern's place in the table.
    private struct Slot {
      /// The upper half of the pattern's hash: few others need to be compared.
      var tag: UInt32 = 0
      /// The pattern + 1; 0 is free.
      var pattern: UInt32 = 0
    }

    /// Some rows on their way into the table.
    ///
    /// Their slots are fetched together, as waiting for memory row by row takes
    /// most of the time otherwise.
    private struct Block {
      static let rowCount = 64

      var entries: [Entry] = []
      var starts = [Int](repeating: 0, count: rowCount + 1)
      var hashes = [UInt64](repeating: 0, count: rowCount)
    }

    /// Creates a builder for these voters and classes.
    ///
    /// - Parameters:
    ///   - voters: Names of the voters.
    ///   - labelSpace: The classes.
    ///   - ballots: What votes may say; `nil` where each names one class.
    package init(voters: [String], labelSpace: LabelSpace, ballots: BallotList? = nil) {
      self.voters = voters
      self.labelSpace = labelSpace
      self.ballots = ballots ?? BallotList(classCount: labelSpace.classCount)
    }

    /// Appends a row of one vote per voter, −1 where a voter abstains.
    package mutating func append(_ votes: UnsafeBufferPointer<Int16>, gold: Vote = .abstain) {
      precondition(votes.count == voters.count, "a row has one vote per voter")
      row.removeAll(keepingCapacity: true)
      for (voter, vote) in votes.enumerated() where vote >= 0 {
        row.append(Entry(voter: voter, ballot: Int(vote)))
      }
      appendRow(gold: gold)
    }

    /// Appends rows whose votes stand voter by voter: all of the first voter, then
    /// all of the next.
    ///
    /// - Parameters:
    ///   - votes: Votes; −1 abstains.
    ///   - rowCount: Number of rows.
    ///   - gold: Gold label of each row; `nil` for none.
    package mutating func append(
      columns votes: UnsafeBufferPointer<Int16>,
      rowCount: Int,
      gold: [Vote]? = nil
    ) {
      precondition(votes.count == voters.count * rowCount, "a row has one vote per voter")
      appendRows(rowCount, gold) { row, voter in votes[voter &* rowCount &+ row] }
    }

    /// Appends rows whose votes stand row by row, a byte each.
    ///
    /// - Parameters:
    ///   - votes: Votes; −1 abstains.
    ///   - gold: Gold label of each row; `nil` for none.
    package mutating func append(rows votes: UnsafeBufferPointer<Int8>, gold: [Vote]? = nil) {
      let voterCount = voters.count
      precondition(voterCount > 0 && votes.count % voterCount == 0, "a row has one vote per voter")
      appendRows(votes.count / voterCount, gold) { row, voter in
        Int16(votes[row &* voterCount &+ voter])
      }
    }

    /// Appends a row of any votes; equal ones of a voter are added up.
    package mutating func append(entries votes: some Sequence<Entry>, gold: Vote = .abstain) {
      let sorted = votes.sorted { ($0.voter, $0.ballot) < ($1.voter, $1.ballot) }
      row.removeAll(keepingCapacity: true)
      for entry in sorted {
        if let last = row.last, last.voter == entry.voter, last.ballot == entry.ballot {
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
        ballots: ballots,
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
    ///   - newIndices: Final class index of each provisional one; −1 for what turned out to be
    ///     no class, which no vote is for and which gold labels then leave unknown.
    /// - Returns: The patterns, in the same order.
    package consuming func finish(
      relabeledTo labelSpace: LabelSpace,
      newIndices: [Int]
    ) -> VotePatterns {
      var starts = starts
      let ballots = BallotList(classCount: labelSpace.classCount)
      VotePatterns.relabel(
        &entries,
        starts: &starts,
        newBallots: newIndices,
        of: ballots
      )
      return VotePatterns(
        voters: voters,
        labelSpace: labelSpace,
        ballots: ballots,
        starts: starts,
        entries: entries,
        counts: counts,
        gold: gold.map { $0.isAbstain ? $0 : Vote(classIndex: newIndices[$0.classIndex]) },
        patternOfRow: patternOfRow
      )
    }

    @inline(__always)
    private mutating func appendRows(
      _ rowCount: Int,
      _ rowGold: [Vote]?,
      _ vote: (_ row: Int, _ voter: Int) -> Int16
    ) {
      precondition(rowGold.map { $0.count == rowCount } ?? true, "a gold label per row, or abstain")
      var block = Block()
      swap(&block, &self.block)
      defer { swap(&block, &self.block) }
      let voterCount = voters.count
      patternOfRow.reserveCapacity(
        max(patternOfRow.count + rowCount, doubled(patternOfRow, rowCount))
      )
      for first in stride(from: 0, to: rowCount, by: Block.rowCount) {
        let count = min(Block.rowCount, rowCount - first)
        collect(count, voterCount, &block) { vote(first &+ $0, $1) }
        hash(count, &block) { rowGold?[first &+ $0] ?? .abstain }
        fetchPatterns(count, block)
        for index in 0..<count {
          append(
            block.entries[block.starts[index]..<block.starts[index + 1]],
            hash: block.hashes[index],
            gold: rowGold?[first + index] ?? .abstain
          )
        }
      }
    }

    private func doubled(_ rows: [UInt32], _ more: Int) -> Int {
      rows.count + more <= rows.capacity ? 0 : 2 * rows.capacity
    }

    /// Takes the votes of a block's rows; without a branch per vote, as nobody
    /// can foretell them.
    @inline(__always)
    private func collect(
      _ count: Int,
      _ voterCount: Int,
      _ block: inout Block,
      _ vote: (_ row: Int, _ voter: Int) -> Int16
    ) {
      block.entries = []
      block.entries = [Entry](unsafeUninitializedCapacity: count * voterCount + 1) { room, end in
        for row in 0..<count {
          block.starts[row] = end
          for voter in 0..<voterCount {
            let ballot = vote(row, voter)
            room[end] = Entry(Int32(truncatingIfNeeded: voter), ballot)
            end &+= ballot >= 0 ? 1 : 0
          }
        }
        block.starts[count] = end
      }
    }

    @inline(__always)
    private func hash(_ count: Int, _ block: inout Block, gold: (_ row: Int) -> Vote) {
      slots.withUnsafeBufferPointer { slots in
        for row in 0..<count {
          let hash = Self.hash(
            block.entries[block.starts[row]..<block.starts[row + 1]],
            gold: gold(row)
          )
          block.hashes[row] = hash
          let slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
          if let base = slots.baseAddress { winnow_prefetch(base + slot) }
        }
      }
    }

    /// Has the patterns that a block's rows will be compared with fetched, all together.
    @inline(__always)
    private func fetchPatterns(_ count: Int, _ block: Block) {
      slots.withUnsafeBufferPointer { slots in
        starts.withUnsafeBufferPointer { starts in
          entries.withUnsafeBufferPointer { entries in
            guard let firstStart = starts.baseAddress, let firstEntry = entries.baseAddress else {
              return
            }
            for row in 0..<count {
              let slot = Int(truncatingIfNeeded: block.hashes[row]) & (slots.count - 1)
              winnow_prefetch(firstStart + max(0, Int(slots[slot].pattern) - 1))
            }
            for row in 0..<count {
              let slot = Int(truncatingIfNeeded: block.hashes[row]) & (slots.count - 1)
              winnow_prefetch(firstEntry + starts[max(0, Int(slots[slot].pattern) - 1)])
            }
          }
        }
      }
    }

    private mutating func appendRow(gold rowGold: Vote) {
      append(row[...], hash: Self.hash(row[...], gold: rowGold), gold: rowGold)
    }

    @inline(__always)
    private mutating func append(_ row: ArraySlice<Entry>, hash: UInt64, gold rowGold: Vote) {
      let tag = UInt32(truncatingIfNeeded: hash >> 32)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot].pattern != 0 {
        if slots[slot].tag == tag {
          let pattern = Int(slots[slot].pattern) - 1
          if gold[pattern] == rowGold, isEqual(pattern, row) {
            counts[pattern] += 1
            patternOfRow.append(UInt32(truncatingIfNeeded: pattern))
            return
          }
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      slots[slot] = Slot(tag: tag, pattern: UInt32(counts.count + 1))
      patternOfRow.append(UInt32(counts.count))
      row.withUnsafeBufferPointer { entries.append(contentsOf: $0) }
      starts.append(entries.count)
      counts.append(1)
      gold.append(rowGold)
      hashes.append(hash)
      if counts.count * 2 > slots.count { grow() }
    }

    @inline(__always)
    private func isEqual(_ pattern: Int, _ row: ArraySlice<Entry>) -> Bool {
      let (start, end) = (starts[pattern], starts[pattern + 1])
      guard end - start == row.count else { return false }
      return entries.withUnsafeBufferPointer { entries in
        row.withUnsafeBufferPointer { row in
          for index in row.indices where entries[start &+ index] != row[index] { return false }
          return true
        }
      }
    }

    private mutating func grow() {
      var larger = [Slot](repeating: Slot(), count: slots.count * 2)
      for (pattern, hash) in hashes.enumerated() {
        var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
        while larger[slot].pattern != 0 { slot = (slot + 1) & (larger.count - 1) }
        larger[slot] = Slot(
          tag: UInt32(truncatingIfNeeded: hash >> 32),
          pattern: UInt32(pattern + 1)
        )
      }
      slots = larger
    }

    private static func hash(_ row: ArraySlice<Entry>, gold: Vote) -> UInt64 {
      let votes = row.withUnsafeBytes { winnow_hash64($0.baseAddress, $0.count) }
      return votes &+ UInt64(bitPattern: Int64(gold.rawValue)) &* 0x9E37_79B9_7F4A_7C15
    }
  }
}
