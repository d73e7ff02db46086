/// Skips the bytes that stand for themselves in a JSON string.
enum JSONPlainText {
  /// The offset of the first quote, backslash or control character.
  ///
  /// - Returns: The number of bytes if there is none.
  /// - Complexity: O(*n*), eight bytes at a time.
  @inline(__always)
  static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    var offset = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    while offset &+ 8 <= count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let quotes = word ^ (0x22 &* ones)
      let backslashes = word ^ (0x5C &* ones)
      // A borrow makes wrong marks only above a right one, so the lowest is right.
      let marks =
        ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
          | (word &- 0x20 &* ones) & ~word) & tops
      if marks != 0 { return offset &+ marks.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    while offset < count {
      let byte = base[offset]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return offset }
      offset &+= 1
    }
    return count
  }
}
