internal import LabelingCore
internal import Synchronization
internal import Threads

/// One look at columns of votes, one vote per voter and row: their sums, and how many rows differ.
///
/// Rows are taken in fixed chunks on all processors, and within those in blocks, so that what is
/// known of a row stays in the cache while one column after the other is read.
struct ColumnPass {
  private static let blockCount = 16_384

  let counts: VoteCounts
  /// Number of different combinations of votes, and of gold where there is any.
  let patternCount: Int

  /// - Complexity: O(*n* · *m* / 8 + votes); memory O(*n* + *m* · *k*).
  init(of columns: [VoteColumnView], gold: VoteColumnView?, rowCount: Int, classCount: Int) {
    let terms = DistinctRows.terms(voterCount: columns.count + 1, classCount: classCount)
    let chunks = FixedChunks.ranges(of: rowCount, atMost: 16, minimum: 2 * Self.blockCount)
    let total = Mutex(VoteTally(voterCount: columns.count, classCount: classCount))
    var sums = [UInt64](repeating: 0, count: rowCount)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let sums = sums
      FixedChunks.run(chunkCount: chunks.count, threadCount: FixedChunks.processorCount) { chunk in
        let chunk = chunks[chunk]
        var block = RowBlock(capacity: min(Self.blockCount, chunk.count))
        var tally = VoteTally(voterCount: columns.count, classCount: classCount)
        for first in stride(from: chunk.lowerBound, to: chunk.upperBound, by: Self.blockCount) {
          let rows = first..<min(first + Self.blockCount, chunk.upperBound)
          let own = UnsafeMutableBufferPointer(rebasing: sums[rows])
          block.look(at: columns, gold, rows, terms, adding: own)
          tally.add(block.traits[..<rows.count])
          for (j, column) in columns.enumerated() { tally.add(column, of: j, rows, block) }
        }
        // Whole numbers: the order of the chunks does not matter.
        total.withLock { $0.add(tally) }
      }
    }
    counts = total.withLock { VoteCounts($0, voterCount: columns.count) }
    patternCount = DistinctRows.count(of: sums)
  }
}

/// What is true of a row, whoever voted on it.
struct RowTraits: OptionSet {
  let rawValue: UInt8

  static let isCovered = RowTraits(rawValue: 1)
  static let isOverlapping = RowTraits(rawValue: 2)
  static let isInConflict = RowTraits(rawValue: 4)
  static let hasGold = RowTraits(rawValue: 8)

  /// Number of combinations.
  static let count = 16

  /// The combinations that have all of these traits.
  static func all(with traits: RowTraits) -> [Int] {
    (0..<count).filter { RowTraits(rawValue: UInt8($0)).isSuperset(of: traits) }
  }
}

/// Rows by their traits; votes of each voter by class, by the traits of their row, and by whether
/// gold says the same.
struct VoteTally {
  let classCount: Int
  private var rows = [Int](repeating: 0, count: RowTraits.count)
  private var cells: [Int]

  init(voterCount: Int, classCount: Int) {
    self.classCount = classCount
    cells = [Int](repeating: 0, count: voterCount * classCount * RowTraits.count * 2)
  }

  /// Adds rows of these traits.
  fileprivate mutating func add(_ traits: ArraySlice<RowTraits>) {
    for traits in traits { rows[Int(traits.rawValue)] += 1 }
  }

  /// Adds the rows and votes of another tally of the same voters.
  fileprivate mutating func add(_ other: VoteTally) {
    for index in rows.indices { rows[index] += other.rows[index] }
    for index in cells.indices { cells[index] += other.cells[index] }
  }

  /// Adds a column's votes on a block of rows.
  fileprivate mutating func add(
    _ column: VoteColumnView,
    of voter: Int,
    _ rows: Range<Int>,
    _ block: RowBlock
  ) {
    let start = voter * classCount
    cells.withUnsafeMutableBufferPointer { cells in
      block.traits.withUnsafeBufferPointer { traits in
        block.golds.withUnsafeBufferPointer { golds in
          column.forEachVote(in: rows) { row, classIndex in
            let place = row &- rows.lowerBound
            let isCorrect = golds[place] == Int16(truncatingIfNeeded: classIndex)
            let cell = (start &+ classIndex) &* RowTraits.count &+ Int(traits[place].rawValue)
            cells[cell &* 2 &+ (isCorrect ? 1 : 0)] &+= 1
          }
        }
      }
    }
  }

  /// The rows with all of these traits.
  func rowCount(of traits: RowTraits) -> Int {
    RowTraits.all(with: traits).reduce(0) { $0 + rows[$1] }
  }

  /// The votes of a voter for a class on rows with all of these traits, and how many are correct.
  func votes(
    _ voter: Int,
    _ classIndex: Int,
    on traits: RowTraits = []
  ) -> (count: Int, correctCount: Int) {
    let start = (voter * classCount + classIndex) * RowTraits.count
    return RowTraits.all(with: traits).reduce(into: (0, 0)) { sums, row in
      let correct = cells[(start + row) * 2 + 1]
      sums.0 += cells[(start + row) * 2] + correct
      sums.1 += correct
    }
  }
}

/// What the votes of a block of rows have in common, row by row.
private struct RowBlock {
  private(set) var traits: [RowTraits]
  /// Class index of each row's gold; −1 where unknown.
  private(set) var golds: [Int16]
  /// Class index of the first vote on each row.
  private var classes: [Int16]

  init(capacity: Int) {
    traits = [RowTraits](repeating: [], count: capacity)
    golds = [Int16](repeating: -1, count: capacity)
    classes = [Int16](repeating: -1, count: capacity)
  }

  /// Looks at rows, and adds the terms of their votes and gold to the rows' sums.
  mutating func look(
    at columns: [VoteColumnView],
    _ gold: VoteColumnView?,
    _ rows: Range<Int>,
    _ terms: [[UInt64]],
    adding sums: UnsafeMutableBufferPointer<UInt64>
  ) {
    for place in traits.indices {
      traits[place] = []
      golds[place] = -1
    }
    gold?.forEachVote(in: rows) { row, classIndex in
      let place = row - rows.lowerBound
      golds[place] = Int16(truncatingIfNeeded: classIndex)
      traits[place] = .hasGold
      sums[place] &+= terms[columns.count][classIndex]
    }
    traits.withUnsafeMutableBufferPointer { traits in
      classes.withUnsafeMutableBufferPointer { classes in
        for (column, terms) in zip(columns, terms) {
          terms.withUnsafeBufferPointer { terms in
            column.forEachVote(in: rows) { row, classIndex in
              let place = row &- rows.lowerBound
              let old = traits[place]
              let isFirst = !old.contains(.isCovered)
              let index = Int16(truncatingIfNeeded: classIndex)
              let first = isFirst ? index : classes[place]
              classes[place] = first
              let new: RowTraits =
                isFirst
                ? .isCovered
                : first == index ? .isOverlapping : [.isOverlapping, .isInConflict]
              traits[place] = RowTraits(rawValue: old.rawValue | new.rawValue)
              sums[place] &+= terms[classIndex]
            }
          }
        }
      }
    }
  }
}
