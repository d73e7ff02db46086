/// Distinct keys of numbers, each with how often it was seen.
struct PatternKeys: Sendable {
  private var numbers: [Int32] = []
  private var starts = [0]
  /// How often each key was seen.
  private(set) var counts: [Int] = []
  /// Open addressing by hash; −1 is free.
  private var slots = [Int32](repeating: -1, count: 64)

  /// Number of distinct keys.
  var count: Int { counts.count }

  /// A key.
  subscript(index: Int) -> ArraySlice<Int32> { numbers[starts[index]..<starts[index + 1]] }

  /// Adds a key as often as it was seen.
  ///
  /// - Returns: Its index.
  /// - Complexity: O(length of the key) on average.
  mutating func add(_ key: [Int32], count: Int = 1) -> Int {
    if counts.count * 2 >= slots.count { grow() }
    var slot = Self.hash(key[...]) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if self[index].elementsEqual(key) {
        counts[index] += count
        return index
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(counts.count)
    numbers.append(contentsOf: key)
    starts.append(numbers.count)
    counts.append(count)
    return counts.count - 1
  }

  /// Indices in the order of the keys, which does not depend on who came first.
  var order: [Int] {
    counts.indices.sorted { self[$0].lexicographicallyPrecedes(self[$1]) }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for index in counts.indices {
      var slot = Self.hash(self[index]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  /// FNV-1a over the numbers, whose high bits are mixed into the low ones.
  private static func hash(_ key: ArraySlice<Int32>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for number in key {
      hash = (hash ^ UInt64(UInt32(bitPattern: number))) &* 0x100_0000_01B3
    }
    hash ^= hash >> 29
    return Int(hash >> 1)
  }
}
