/// Finds where bytes stop being UTF-8.
package enum UTF8Check {
  /// The offset of the first byte that is not part of a whole, valid character.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - start: Where to begin, at the start of a character.
  /// - Returns: The number of bytes if all are valid.
  /// - Complexity: O(*n*); eight bytes at a time where they are ASCII.
  package static func validPrefix(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    var offset = start
    while offset < count {
      while offset &+ 32 <= count {
        let a = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let b = raw.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)
        let c = raw.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self)
        let d = raw.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self)
        if (a | b | c | d) & 0x8080_8080_8080_8080 != 0 { break }
        offset &+= 32
      }
      while offset < count, base[offset] < 0x80 { offset &+= 1 }
      while offset < count, base[offset] >= 0x80 {
        let length = characterLength(base + offset, count &- offset)
        if length == 0 { return offset }
        offset &+= length
      }
    }
    return count
  }

  /// Whether bytes are UTF-8 as a whole.
  package static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    validPrefix(of: bytes, from: 0) == bytes.count
  }

  /// Length of the multi-byte character at a pointer; 0 if it is not one.
  ///
  /// The ranges are those of table 3-7 of the Unicode standard.
  @inline(__always)
  private static func characterLength(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count >= 2 else { return 0 }
    let second = bytes[1]
    switch bytes[0] {
    case 0xC2...0xDF:
      return second & 0xC0 == 0x80 ? 2 : 0
    case 0xE0...0xEF:
      guard count >= 3, bytes[2] & 0xC0 == 0x80 else { return 0 }
      let low: UInt8 = bytes[0] == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = bytes[0] == 0xED ? 0x9F : 0xBF
      return second >= low && second <= high ? 3 : 0
    case 0xF0...0xF4:
      guard count >= 4, bytes[2] & 0xC0 == 0x80, bytes[3] & 0xC0 == 0x80 else { return 0 }
      let low: UInt8 = bytes[0] == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = bytes[0] == 0xF4 ? 0x8F : 0xBF
      return second >= low && second <= high ? 4 : 0
    default:
      return 0
    }
  }
}
