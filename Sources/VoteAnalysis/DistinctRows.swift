/// Counts the different rows among columns, by a 64-bit sum of what is in each.
///
/// Two different rows of a million get the same sum once in ten million tables.
enum DistinctRows {
  /// What a vote of each voter for each class adds to the sum of its row.
  static func terms(voterCount: Int, classCount: Int) -> [[UInt64]] {
    (0..<voterCount).map { j in
      (0..<classCount).map { mixed(UInt64(j) << 20 | UInt64($0) + 1) }
    }
  }

  /// The number of different rows, counted part by part, each of them small enough for the cache.
  ///
  /// - Complexity: O(*n*) time and memory.
  static func count(of sums: [UInt64]) -> Int {
    let partBits = 8
    var ends = [Int](repeating: 0, count: 1 << partBits)
    for sum in sums { ends[Int(sum >> (64 - partBits))] += 1 }
    var end = 0
    for part in ends.indices {
      end += ends[part]
      ends[part] = end
    }
    var starts = ends
    var parts = sums
    for sum in sums {
      let part = Int(sum >> (64 - partBits))
      starts[part] -= 1
      parts[starts[part]] = sum
    }
    return zip(starts, ends).reduce(0) { $0 + differentCount(of: parts[$1.0..<$1.1]) }
  }

  private static func differentCount(of sums: ArraySlice<UInt64>) -> Int {
    // Open addressing with linear probing; 0 is free, and the sum of a row without votes.
    var slots = [UInt64](repeating: 0, count: 64)
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
