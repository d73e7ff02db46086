internal import LabelingCore

/// Counts the different rows among columns, by a 64-bit sum of what stands in each.
///
/// Two different rows of a million get the same sum once in ten million tables.
enum DistinctRows {
  /// The number of different combinations of votes, and of gold where there is any.
  ///
  /// - Complexity: O(*n* · *m* / 8 + votes); memory O(*n*).
  static func count(of columns: [VoteColumnView], gold: VoteColumnView?, rowCount: Int) -> Int {
    var sums = [UInt64](repeating: 0, count: rowCount)
    sums.withUnsafeMutableBufferPointer { sums in
      for (j, column) in (columns + (gold.map { [$0] } ?? [])).enumerated() {
        column.forEachVote(in: 0..<rowCount) { row, classIndex in
          sums[row] &+= mixed(UInt64(j) << 20 | UInt64(classIndex) + 1)
        }
      }
    }
    return differentCount(of: sums)
  }

  private static func differentCount(of sums: [UInt64]) -> Int {
    // Open addressing with linear probing; 0 is free, and the sum of a row without votes.
    var slots = [UInt64](repeating: 0, count: 1024)
    var count = 0
    var hasEmpty = false
    for sum in sums {
      if sum == 0 {
        hasEmpty = true
        continue
      }
      guard insert(sum, into: &slots) else { continue }
      count += 1
      guard count * 2 > slots.count else { continue }
      var larger = [UInt64](repeating: 0, count: slots.count * 2)
      for sum in slots where sum != 0 { _ = insert(sum, into: &larger) }
      slots = larger
    }
    return count + (hasEmpty ? 1 : 0)
  }

  private static func insert(_ sum: UInt64, into slots: inout [UInt64]) -> Bool {
    var slot = Int(truncatingIfNeeded: sum >> 7) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == sum { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = sum
    return true
  }

  /// The finaliser of SplitMix64.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
