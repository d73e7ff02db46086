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

  /// The words of a text in lower case: runs of word characters and inner apostrophes.
  static func words(ofFolded folded: [UInt8]) -> [String] {
    var words: [String] = []
    if folded.allSatisfy({ $0 < 0x80 }) {
      var start: Int?
      for (index, byte) in folded.enumerated() {
        let isInner =
          isWordASCII(byte)
          || byte == UInt8(ascii: "'") && start != nil && index + 1 < folded.count
            && isWordASCII(folded[index + 1])
        if isInner {
          if start == nil { start = index }
        } else if let first = start {
          words.append(String(decoding: folded[first..<index], as: UTF8.self))
          start = nil
        }
      }
      if let first = start { words.append(String(decoding: folded[first...], as: UTF8.self)) }
      return words
    }
    let scalars = Array(String(decoding: folded, as: UTF8.self).unicodeScalars)
    var word = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      if isWord(scalar)
        || isApostrophe(scalar) && !word.isEmpty && index + 1 < scalars.count
          && isWord(scalars[index + 1])
      {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word.removeAll()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  /// The words of a text in lower case with the bytes they stand at in the text itself.
  static func wordRanges(
    in text: UnsafeBufferPointer<UInt8>
  ) -> [(word: String, bytes: Range<Int>)] {
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    var words: [(word: String, bytes: Range<Int>)] = []
    var word = String.UnicodeScalarView()
    var start = 0
    var offset = 0
    func finish() {
      guard !word.isEmpty else { return }
      words.append((String(word).lowercased(), start..<offset))
      word.removeAll()
    }
    for (index, scalar) in scalars.enumerated() {
      let isInner =
        isApostrophe(scalar) && !word.isEmpty && index + 1 < scalars.count
        && isWord(scalars[index + 1])
      if isWord(scalar) || isInner {
        if word.isEmpty { start = offset }
        word.append(scalar)
      } else {
        finish()
      }
      offset += UTF8.width(scalar)
    }
    finish()
    return words
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}"
  }

  /// Whether a scalar is a letter, mark, number or `_`.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isWordASCII(UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }

  private static func isWordASCII(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || isLetterASCII(byte) || byte == UInt8(ascii: "_")
  }
}
