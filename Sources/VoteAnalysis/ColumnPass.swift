internal import LabelingCore

/// One look at columns of votes, one vote per voter and row: their sums, and how many rows differ.
///
/// Rows are taken in fixed chunks on all processors, and within those in blocks, so that what is
/// known of a row stays in the cache while one column after the other is passed over.
struct ColumnPass {
  private static let blockCount = 16_384

  let counts: VoteCounts
  /// Number of different combinations of votes, and of gold where there is any.
  let patternCount: Int

  /// - Complexity: O(*n* · *m* / 8 + votes); memory O(*n* + *m* · *k*).
  init(of columns: [VoteColumnView], gold: VoteColumnView?, rowCount: Int, classCount: Int) {
    let terms = DistinctRows.terms(voterCount: columns.count + 1, classCount: classCount)
    let chunks = FixedChunks.ranges(of: rowCount, atMost: 16, minimum: 2 * Self.blockCount)
    var counts = [VoteCounts](
      repeating: VoteCounts(voterCount: columns.count, classCount: classCount),
      count: chunks.count
    )
    var sums = [UInt64](repeating: 0, count: rowCount)
    counts.withUnsafeMutableBufferPointer { counts in
      sums.withUnsafeMutableBufferPointer { sums in
        nonisolated(unsafe) let (counts, sums) = (counts, sums)
        FixedChunks.run(chunkCount: chunks.count, threadCount: FixedChunks.processorCount) {
          chunk in
          var block = RowBlock(capacity: min(Self.blockCount, chunks[chunk].count))
          var tally = VoteTally(voterCount: columns.count, classCount: classCount)
          for first in stride(
            from: chunks[chunk].lowerBound,
            to: chunks[chunk].upperBound,
            by: Self.blockCount
          ) {
            let rows = first..<min(first + Self.blockCount, chunks[chunk].upperBound)
            block.look(
              at: columns,
              gold,
              rows,
              terms,
              adding: UnsafeMutableBufferPointer(rebasing: sums[rows])
            )
            counts[chunk].addRows(block.traits[..<rows.count])
            for (j, column) in columns.enumerated() { tally.add(column, of: j, rows, block) }
          }
          counts[chunk].add(tally)
        }
      }
    }
    self.counts = counts.dropFirst().reduce(into: counts[0]) { $0.add($1) }
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
}

/// Votes of each voter by class, by the traits of their row, and by whether gold says the same.
struct VoteTally {
  let classCount: Int
  private var cells: [Int]

  init(voterCount: Int, classCount: Int) {
    self.classCount = classCount
    cells = [Int](repeating: 0, count: voterCount * classCount * RowTraits.count * 2)
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

  /// The votes of a voter for a class on rows with all of these traits.
  func count(_ voter: Int, _ classIndex: Int, on traits: RowTraits, isCorrect: Bool? = nil) -> Int {
    var sum = 0
    for row in 0..<RowTraits.count where RowTraits(rawValue: UInt8(row)).isSuperset(of: traits) {
      let cell = ((voter * classCount + classIndex) * RowTraits.count + row) * 2
      if isCorrect != true { sum += cells[cell] }
      if isCorrect != false { sum += cells[cell + 1] }
    }
    return sum
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
