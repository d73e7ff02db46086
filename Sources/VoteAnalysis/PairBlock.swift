internal import LabelingCore

/// Up to 64 rows as bits, a word per voter and bit of the class index.
struct PairBlock {
  private let voterCount: Int
  /// Bits of a class index.
  private let planeCount: Int
  private var rowCount = 0
  /// Bit *i* says whether the voter voted on row *i*.
  private var voted: [UInt64]
  /// Bit *b* of the class voted for, at `b * voterCount + voter`.
  private var planes: [UInt64]
  /// Bit *b* of each row's weight.
  private var weightPlanes: [UInt64] = []

  init(voterCount: Int, classCount: Int) {
    self.voterCount = voterCount
    planeCount = Int.bitWidth - max(classCount - 1, 0).leadingZeroBitCount
    voted = [UInt64](repeating: 0, count: voterCount)
    planes = [UInt64](repeating: 0, count: voterCount * planeCount)
  }

  /// Whether the block must be flushed before the next row.
  var isFull: Bool { rowCount == 64 }

  /// Adds a row of one answer per voter.
  mutating func add(_ row: UnsafeBufferPointer<VotePatterns.Entry>, weight: Int) {
    let m = voterCount
    let bit = UInt64(rowCount)
    voted.withUnsafeMutableBufferPointer { voted in
      planes.withUnsafeMutableBufferPointer { planes in
        for entry in row {
          let j = Int(entry.voter)
          voted[j] |= 1 << bit
          var rest = UInt64(entry.ballot)
          var cell = j
          while rest != 0 {
            planes[cell] |= (rest & 1) << bit
            rest >>= 1
            cell += m
          }
        }
      }
    }
    while weightPlanes.count < Int.bitWidth - weight.leadingZeroBitCount { weightPlanes.append(0) }
    for b in weightPlanes.indices { weightPlanes[b] |= UInt64(weight >> b & 1) << bit }
    rowCount += 1
  }

  /// Adds the rows to *m* × *m* sums and empties the block.
  mutating func flush(overlaps: inout [Int], agreements: inout [Int]) {
    guard rowCount > 0 else { return }
    var different = [UInt64](repeating: 0, count: voterCount)
    for j in 0..<voterCount where voted[j] != 0 {
      compare(j, into: &different)
      add(j, different, &overlaps, &agreements)
    }
    rowCount = 0
    for j in voted.indices { voted[j] = 0 }
    for cell in planes.indices { planes[cell] = 0 }
    weightPlanes.removeAll(keepingCapacity: true)
  }

  /// Per later voter the rows whose class bits differ from voter `j`'s.
  private func compare(_ j: Int, into different: inout [UInt64]) {
    let m = voterCount
    planes.withUnsafeBufferPointer { planes in
      different.withUnsafeMutableBufferPointer { different in
        for k in j..<m { different[k] = 0 }
        for b in 0..<planeCount {
          let own = planes[b * m + j]
          for k in j..<m { different[k] |= own ^ planes[b * m + k] }
        }
      }
    }
  }

  private func add(
    _ j: Int,
    _ different: [UInt64],
    _ overlaps: inout [Int],
    _ agreements: inout [Int]
  ) {
    let m = voterCount
    let own = voted[j]
    voted.withUnsafeBufferPointer { voted in
      different.withUnsafeBufferPointer { different in
        overlaps.withUnsafeMutableBufferPointer { overlaps in
          agreements.withUnsafeMutableBufferPointer { agreements in
            for (b, weights) in weightPlanes.enumerated() where weights != 0 {
              for k in (j + 1)..<max(j + 1, m) {
                let both = own & voted[k] & weights
                overlaps[j * m + k] += both.nonzeroBitCount << b
                agreements[j * m + k] += (both & ~different[k]).nonzeroBitCount << b
              }
            }
          }
        }
      }
    }
  }
}
