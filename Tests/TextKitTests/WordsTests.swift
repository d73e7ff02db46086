import Testing
import TextKit

/// Winnow's one answer to what a word is: whoever cuts texts into words goes by these.
struct WordsTests {
  private func words(_ text: String) -> [String] {
    var folded = Words()
    folded.read(text.utf8)
    return folded.strings
  }

  @Test(
    arguments: [
      ("Don't stop", ["don't", "stop"]), ("'tis rock 'n' roll'", ["tis", "rock", "n", "roll"]),
      ("C'est l’été", ["c'est", "l’été"]), ("a_b c-d 3.5", ["a_b", "c", "d", "3", "5"]),
      ("well-known e-mail", ["well", "known", "e", "mail"]), ("日本 x", ["日本", "x"]),
      ("e\u{301}a", ["e\u{301}a"]), ("😀a😀", ["a"]), ("", []), ("!? — …", []), ("x²", ["x²"]),
      ("éÀ", ["éà"]), ("a''b", ["a", "b"]), ("tail'", ["tail"]), ("a' b", ["a", "b"]),
      ("don'", ["don"]), ("İstanbul", ["i\u{307}stanbul"]), ("ΑΣ ΟΔΟΣ", ["ασ", "οδοσ"]),
      ("£20 C++ T&Cs", ["20", "c", "t", "cs"]),
      ("http://shop.example/x", ["http", "shop", "example", "x"]),
      ("\u{2003}a\u{A0}b\u{3000}c", ["a", "b", "c"]), ("Ⅳ ①", ["ⅳ", "①"]), ("क्या", ["क्या"]),
    ] as [(String, [String])]
  )
  func `a word is a run of letters, marks, numbers and underscores with inner apostrophes`(
    text: String,
    expected: [String]
  ) {
    #expect(words(text) == expected)
  }

  @Test func `a word's bytes are its place in the text as it was read`() {
    var folded = Words()
    let text = "So İ'm  GLAD, REALLY' 日本 now"
    folded.read(text.utf8)
    let bytes = Array(text.utf8)
    let parts = folded.places.map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
    #expect(parts == ["So", "İ'm", "GLAD", "REALLY", "日本", "now"])
    #expect(folded.places.map(\.word) == folded.strings)
    #expect(folded.ranges.map(\.count) == [2, 4, 4, 6, 2, 3])
  }

  @Test func `lower case is that of the standard library, scalar by scalar`() {
    var folded = Words()
    var pairs = 0
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      folded.read(text.utf8)
      var bytes: [UInt8] = []
      folded.append(to: &bytes)
      let expected = Array(text.lowercased().utf8)
      if bytes != expected { Issue.record("U+\(String(value, radix: 16))") }
      if folded.characterCount > 1 { pairs += 1 }
    }
    // The one scalar whose lower case is two: room for entries is counted on that.
    #expect(pairs == 1)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `words are those of the rule written out, in any text`(seed: UInt64) {
    var state = seed
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let alphabet: [Unicode.Scalar] = [
      "a", "B", "z", "7", "_", "'", "’", " ", "\n", "-", ".", "é", "É", "İ", "ß", "Ж", "日", "한",
      "가",
      "\u{301}", "😀", "٣", "\u{A0}", "\u{20DD}", "²", "𝒜", "𐐀",
    ]
    var folded = Words()
    for _ in 0..<2000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<draw(30) { scalars.append(alphabet[draw(alphabet.count)]) }
      let text = String(scalars)
      folded.read(text.utf8)
      #expect(folded.strings == naive(text), "\(text.debugDescription)")
      var bytes: [UInt8] = []
      folded.append(to: &bytes)
      #expect(bytes == Array(text.lowercased().utf8))
    }
  }

  /// The rule, character by character.
  private func naive(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    func isWord(_ index: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      let properties = scalars[index].properties
      switch properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
        return true
      default: return scalars[index] == "_"
      }
    }
    var words: [String] = []
    var isOpen = false
    for index in scalars.indices {
      let isApostrophe = scalars[index] == "'" || scalars[index] == "\u{2019}"
      if isWord(index) || isApostrophe && isWord(index - 1) && isWord(index + 1) {
        if !isOpen { words.append("") }
        words[words.count - 1].unicodeScalars.append(scalars[index])
        isOpen = true
      } else {
        isOpen = false
      }
    }
    return words.map { $0.lowercased() }
  }

  @Test func `bytes that are not UTF-8 are in no word, and nothing is read behind the end`() {
    var folded = Words()
    let bytes: [UInt8] = [0x61, 0xC3, 0x28, 0xFF, 0x42, 0xE2, 0x82, 0xF0, 0x9F, 0x98]
    for end in 0...bytes.count {
      folded.read(bytes[..<end])
      #expect(
        folded.strings == (end == 0 ? [] : end < 5 ? ["a"] : ["a", "b"])
      )
    }
  }

  @Test func `a shorter text leaves nothing of a longer one`() {
    var folded = Words()
    folded.read("one two three".utf8)
    folded.read("four".utf8)
    #expect(folded.strings == ["four"])
    #expect(folded.characterCount == 4)
    folded.read("".utf8)
    #expect(folded.ranges.isEmpty && folded.characterCount == 0)
  }

  @Test func `a scalar is a word character where words have it`() {
    for scalar in "aZ09_éß日٣²\u{301}\u{20DD}".unicodeScalars { #expect(scalar.isWordCharacter) }
    for scalar in "'’- .,!£€+\u{A0}😀\n@`[{/:".unicodeScalars { #expect(!scalar.isWordCharacter) }
  }
}
