internal import LabelingCore

/// Adds up overlaps and agreements of voter pairs.
///
/// Rows of few votes are counted pair by pair. Rows on which more than a third
/// of the voters voted are gathered 64 at a time as bits, so that a pair costs
/// two population counts per 64 rows: about 15 times faster on full rows.
struct PairCounter {
  /// Up to this many voters the sums are a matrix; above, a hash table.
  private static let largestMatrix = 1024

  private let voterCount: Int
  private let usesMatrix: Bool
  /// *m* × *m*, row-major, upper triangle used; or by slot of `slots`.
  private var overlaps: [Int]
  private var agreements: [Int]
  private var slots: [UInt64: Int] = [:]
  private var block: PairBlock
  private var rowVoters: [Int32] = []
  /// The ballot of each of `rowVoters`; −2 − index for one with several answers,
  /// so that it equals nobody else's.
  private var rowBallots: [Int32] = []
  /// Which ballots can both be right; `nil` where only equal ones can.
  private let sets: BallotSets?

  init(voterCount: Int, classCount: Int, sets: BallotSets? = nil) {
    self.sets = sets
    self.voterCount = voterCount
    usesMatrix = voterCount <= Self.largestMatrix
    let cells = usesMatrix ? voterCount * voterCount : 0
    overlaps = [Int](repeating: 0, count: cells)
    agreements = overlaps
    block = PairBlock(voterCount: usesMatrix ? voterCount : 0, classCount: classCount)
  }

  /// Adds a row of at least two entries.
  mutating func add(_ row: UnsafeBufferPointer<VotePatterns.Entry>, weight: Int) {
    guard let shape = RowShape(of: row), shape.voterCount > 1 else { return }
    if sets == nil, usesMatrix, shape.isSingleAnswer, row.count * 3 > voterCount {
      block.add(row, weight: weight)
      if block.isFull { block.flush(overlaps: &overlaps, agreements: &agreements) }
      return
    }
    gather(row)
    if usesMatrix { addToMatrix(weight) } else { addToSlots(weight) }
  }

  /// The pairs that met, in order.
  mutating func finish() -> [VoterPairs.Pair] {
    block.flush(overlaps: &overlaps, agreements: &agreements)
    var pairs: [VoterPairs.Pair] = []
    func append(_ j: Int, _ k: Int, _ cell: Int) {
      pairs.append(
        VoterPairs.Pair(
          first: j,
          second: k,
          overlapCount: overlaps[cell],
          agreementCount: agreements[cell]
        )
      )
    }
    if usesMatrix {
      for j in 0..<voterCount {
        for k in (j + 1)..<max(j + 1, voterCount) where overlaps[j * voterCount + k] > 0 {
          append(j, k, j * voterCount + k)
        }
      }
    } else {
      for (key, slot) in slots.sorted(by: { $0.key < $1.key }) {
        append(Int(key >> 32), Int(key & 0xFFFF_FFFF), slot)
      }
    }
    return pairs
  }

  @inline(__always)
  private static func agree(_ a: Int32, _ b: Int32, _ sets: BallotSets?) -> Bool {
    guard a != b else { return true }
    guard let sets, a >= 0, b >= 0 else { return false }
    return sets.agree(Int16(a), Int16(b))
  }

  private mutating func gather(_ row: UnsafeBufferPointer<VotePatterns.Entry>) {
    rowVoters.removeAll(keepingCapacity: true)
    rowBallots.removeAll(keepingCapacity: true)
    for entry in row {
      if rowVoters.last == entry.voter {
        rowBallots[rowBallots.count - 1] = -2 - Int32(rowBallots.count)
      } else {
        rowVoters.append(entry.voter)
        rowBallots.append(Int32(entry.ballot))
      }
    }
  }

  private mutating func addToMatrix(_ weight: Int) {
    let (m, sets) = (voterCount, sets)
    rowVoters.withUnsafeBufferPointer { voters in
      rowBallots.withUnsafeBufferPointer { ballots in
        overlaps.withUnsafeMutableBufferPointer { overlaps in
          agreements.withUnsafeMutableBufferPointer { agreements in
            for a in voters.indices {
              let start = Int(voters[a]) * m
              for b in (a + 1)..<max(a + 1, voters.count) {
                let cell = start + Int(voters[b])
                overlaps[cell] += weight
                if Self.agree(ballots[a], ballots[b], sets) { agreements[cell] += weight }
              }
            }
          }
        }
      }
    }
  }

  private mutating func addToSlots(_ weight: Int) {
    for a in rowVoters.indices {
      for b in (a + 1)..<max(a + 1, rowVoters.count) {
        let key = UInt64(rowVoters[a]) << 32 | UInt64(rowVoters[b])
        let slot = slots[key] ?? overlaps.count
        if slot == overlaps.count {
          slots[key] = slot
          overlaps.append(0)
          agreements.append(0)
        }
        overlaps[slot] += weight
        if Self.agree(rowBallots[a], rowBallots[b], sets) { agreements[slot] += weight }
      }
    }
  }
}
