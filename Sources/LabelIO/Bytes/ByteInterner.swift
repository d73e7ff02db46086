internal import CXXHash
internal import Platform

/// Gives byte strings numbers, in order of first appearance.
struct ByteInterner {
  private var arena: [UInt8] = []
  private var starts = [0]
  /// Open addressing with linear probing; a slot holds a number + 1, 0 is free.
  private var slots = [UInt32](repeating: 0, count: 256)

  /// Number of different strings so far.
  var count: Int { starts.count - 1 }

  /// The number of a string, if it has one.
  func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let number = Int(slots[slot(of: bytes)])
    return number == 0 ? nil : number - 1
  }

  /// The number of a string, a new one where it has none.
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let slot = slot(of: bytes)
    if slots[slot] != 0 { return (Int(slots[slot]) - 1, false) }
    slots[slot] = UInt32(starts.count)
    arena.append(contentsOf: bytes)
    starts.append(arena.count)
    if count * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  /// The slot where a string is, or would be.
  private func slot(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: winnow_hash64(bytes.baseAddress, bytes.count)) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if isEqual(number, bytes) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func isEqual(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, count) = (starts[number], starts[number + 1] - starts[number])
    guard count == bytes.count else { return false }
    guard count > 0, let other = bytes.baseAddress else { return true }
    return arena.withUnsafeBufferPointer { arena in
      arena.baseAddress.map { ByteSearch.areEqual($0 + start, other, count: count) } ?? false
    }
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 4)
    arena.withUnsafeBufferPointer { arena in
      for number in 0..<count {
        let bytes = UnsafeBufferPointer(rebasing: arena[starts[number]..<starts[number + 1]])
        var slot = Int(truncatingIfNeeded: winnow_hash64(bytes.baseAddress, bytes.count))
        slot &= larger.count - 1
        while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
        larger[slot] = UInt32(number + 1)
      }
    }
    slots = larger
  }
}
