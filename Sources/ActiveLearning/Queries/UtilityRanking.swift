/// Chooses the documents of highest utility, ties by chance.
///
/// - Complexity: O(*n* + *n* log *b*) for *b* of *n* documents, less where few are near the top.
struct UtilityRanking {
  /// Stirs the tie-breaking keys; drawn once per batch.
  private let seed: UInt64

  init(using generator: inout some RandomNumberGenerator) { seed = generator.next() }

  /// Places of the best utilities in `utilities`, the best first.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - utilities: A number per candidate; those that are not finite count as the least.
  ///   - candidates: Row of each candidate, which its tie-breaking key is made from.
  /// - Returns: Distinct places, `min(count, candidates)` of them.
  func best(_ count: Int, of utilities: [Double], candidates: [Int32]) -> [Int] {
    guard count > 0 else { return [] }
    // A heap whose root is the worst of the best so far.
    var heap: [Entry] = []
    heap.reserveCapacity(min(count, utilities.count))
    utilities.withUnsafeBufferPointer { utilities in
      for place in utilities.indices {
        let value = utilities[place].isFinite ? utilities[place] : -.greatestFiniteMagnitude
        if heap.count == count, value < heap[0].utility { continue }
        let entry = Entry(utility: value, key: key(of: candidates[place]), place: place)
        if heap.count < count {
          heap.append(entry)
          siftUp(&heap)
        } else if heap[0] < entry {
          heap[0] = entry
          siftDown(&heap)
        }
      }
    }
    return heap.sorted { $1 < $0 }.map(\.place)
  }

  /// A random number that depends on the batch and the document only.
  func key(of row: Int32) -> UInt64 {
    var bits = seed ^ (UInt64(UInt32(bitPattern: row)) &* 0x9E37_79B9_7F4A_7C15)
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  private struct Entry: Comparable {
    var utility: Double
    var key: UInt64
    var place: Int

    static func < (a: Entry, b: Entry) -> Bool {
      if a.utility != b.utility { return a.utility < b.utility }
      return a.key != b.key ? a.key < b.key : a.place > b.place
    }
  }

  private func siftUp(_ heap: inout [Entry]) {
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child] < heap[parent] else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private func siftDown(_ heap: inout [Entry]) {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child] < heap[least] { least = child }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
