internal import LabelingCore

/// What functions print, made visible; a character may be cut in two between two reads.
struct ForwardedBytes {
  private var cut: [UInt8] = []

  /// Bytes for a terminal: text with line breaks and tabs, everything else that controls escaped.
  mutating func shown(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var whole = cut + bytes
    let unfinished = Self.unfinishedByteCount(whole)
    cut = Array(whole.suffix(unfinished))
    whole.removeLast(unfinished)
    return Array(VisibleText.lines(String(decoding: whole, as: UTF8.self)).utf8)
  }

  /// Bytes at the end that begin a character and do not finish it.
  private static func unfinishedByteCount(_ bytes: [UInt8]) -> Int {
    for (behind, byte) in bytes.suffix(3).reversed().enumerated() {
      switch byte {
      case 0x80..<0xC0: continue
      case 0xC2..<0xE0: return behind < 1 ? behind + 1 : 0
      case 0xE0..<0xF0: return behind < 2 ? behind + 1 : 0
      case 0xF0..<0xF5: return behind < 3 ? behind + 1 : 0
      default: return 0
      }
    }
    return 0
  }
}
