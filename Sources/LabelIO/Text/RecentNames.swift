/// Remembers the numbers of short names, so that most cells need no hash table.
///
/// Names of up to seven bytes are packed into a word and looked up in a table
/// in which a newer name displaces an older one of the same slot.
struct RecentNames {
  private static let longest = 7

  private var keys = [UInt64](repeating: 0, count: 256)
  private var numbers = [Int16](repeating: 0, count: 256)

  /// The number of a name, if it is remembered.
  @inline(__always)
  func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int16? {
    guard let key = Self.key(bytes) else { return nil }
    let slot = Self.slot(key)
    return keys[slot] == key ? numbers[slot] : nil
  }

  /// Remembers the number of a name, if it is short enough.
  mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, _ number: Int16) {
    guard let key = Self.key(bytes) else { return }
    keys[Self.slot(key)] = key
    numbers[Self.slot(key)] = number
  }

  /// The name's bytes and its length; never 0, which marks a free slot.
  @inline(__always)
  private static func key(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard (1...longest).contains(bytes.count) else { return nil }
    var key = UInt64(bytes.count)
    for byte in bytes { key = key << 8 | UInt64(byte) }
    return key
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }
}
