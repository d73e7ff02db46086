internal import CLiterals

/// Scans of UTF-8 bytes.
enum TextScan {
  /// Whether no byte has its high bit set.
  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    winnow_is_ascii(bytes.baseAddress, bytes.count) != 0
  }

  /// A byte with `A`…`Z` in lower case.
  static func lowercasedASCII(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// Whether a byte is a letter of ASCII.
  static func isLetterASCII(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  /// The offset of the first occurrence at or behind `start`, or `nil`; an empty needle is nowhere.
  static func firstOffset(
    of needle: UnsafeBufferPointer<UInt8>,
    in text: UnsafeBufferPointer<UInt8>,
    from start: Int = 0
  ) -> Int? {
    guard let base = text.baseAddress, let first = needle.baseAddress, start < text.count,
      needle.count > 0
    else { return nil }
    guard let hit = winnow_find(base + start, text.count - start, first, needle.count) else {
      return nil
    }
    return hit - base
  }
}
