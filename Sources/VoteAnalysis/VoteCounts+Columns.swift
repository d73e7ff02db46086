internal import LabelingCore

extension VoteCounts {
  /// Rows that are looked at together, so that what is known of them stays in the cache.
  private static let blockCount = 16_384

  /// Adds up columns of votes, one vote per voter and row.
  ///
  /// - Complexity: O(*n* · *m* / 8 + votes).
  init(of columns: [VoteColumnView], gold: VoteColumnView?, rowCount: Int, classCount: Int) {
    self.init(rowCount: rowCount, voterCount: columns.count, classCount: classCount)
    var block = RowBlock(capacity: min(Self.blockCount, rowCount))
    for first in stride(from: 0, to: rowCount, by: Self.blockCount) {
      let rows = first..<min(first + Self.blockCount, rowCount)
      block.look(at: columns, rows)
      addRows(block.voterCounts[..<rows.count], block.conflicts[..<rows.count])
      var golds: [Int16] = []
      if let gold {
        golds = rows.map { gold[$0].rawValue }
        addGold(golds.count { $0 >= 0 })
      }
      for (j, column) in columns.enumerated() {
        var counts = voters[j]
        block.voterCounts.withUnsafeBufferPointer { voterCounts in
          block.conflicts.withUnsafeBufferPointer { conflicts in
            column.forEachVote(in: rows) { row, classIndex in
              let place = row - first
              add(vote: j * classCount + classIndex)
              counts.covered += 1
              if voterCounts[place] == 1 { counts.alone += 1 }
              if conflicts[place] { counts.inConflict += 1 }
              if !golds.isEmpty, golds[place] >= 0 {
                counts.judged += 1
                if Int(golds[place]) == classIndex { counts.correct += 1 }
              }
            }
          }
        }
        counts.votes = counts.covered
        replace(voter: j, counts)
      }
    }
  }
}

/// What the votes of a block of rows have in common, row by row.
private struct RowBlock {
  /// Voters of each row.
  var voterCounts: [Int32]
  /// Whether not all votes of each row are for one class.
  var conflicts: [Bool]
  private var classes: [Int16]

  init(capacity: Int) {
    voterCounts = [Int32](repeating: 0, count: capacity)
    conflicts = [Bool](repeating: false, count: capacity)
    classes = [Int16](repeating: -1, count: capacity)
  }

  mutating func look(at columns: [VoteColumnView], _ rows: Range<Int>) {
    for place in voterCounts.indices {
      voterCounts[place] = 0
      conflicts[place] = false
    }
    voterCounts.withUnsafeMutableBufferPointer { voterCounts in
      conflicts.withUnsafeMutableBufferPointer { conflicts in
        classes.withUnsafeMutableBufferPointer { classes in
          for column in columns {
            column.forEachVote(in: rows) { row, classIndex in
              let place = row - rows.lowerBound
              if voterCounts[place] == 0 {
                classes[place] = Int16(truncatingIfNeeded: classIndex)
              } else if Int(classes[place]) != classIndex {
                conflicts[place] = true
              }
              voterCounts[place] += 1
            }
          }
        }
      }
    }
  }
}
