/// The words of a text as `Keywords` sees them: what phrases can be made of.
struct TermText {
  /// A word in lower case.
  struct Word {
    var text: String
    /// Whether nothing but white space stands between it and the word before.
    var follows: Bool
  }

  /// More of one text is not looked at.
  private static let wordLimit = 2000

  let words: [Word]

  /// Cuts a text into runs of letters, marks, numbers and `_`.
  init(_ text: String) {
    var words: [Word] = []
    var word = String.UnicodeScalarView()
    var follows = false
    func finish() {
      guard !word.isEmpty else { return }
      words.append(Word(text: String(word).lowercased(), follows: follows))
      word.removeAll(keepingCapacity: true)
      follows = true
    }
    for scalar in text.unicodeScalars {
      if Self.isWord(scalar) {
        word.append(scalar)
      } else {
        finish()
        if words.count >= Self.wordLimit { break }
        if !scalar.properties.isWhitespace { follows = false }
      }
    }
    finish()
    self.words = words
  }

  /// Calls `body` with every phrase of up to this many words, and its first word and length.
  ///
  /// A phrase is found as often as it occurs.
  func forEachPhrase(upTo length: Int, _ body: (_ hash: UInt64, Range<Int>) -> Void) {
    for start in words.indices {
      var hash = Self.seed
      for end in start..<min(start + length, words.count) {
        if end > start, !words[end].follows { break }
        for byte in words[end].text.utf8 { hash = (hash ^ UInt64(byte)) &* Self.prime }
        hash = (hash ^ 0x20) &* Self.prime
        body(hash, start..<(end + 1))
      }
    }
  }

  /// A phrase with single blanks.
  func phrase(_ range: Range<Int>) -> String {
    words[range].map(\.text).joined(separator: " ")
  }

  // FNV-1a; https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.properties.isAlphabetic || (48...57).contains(scalar.value) || scalar == "_"
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }
}
