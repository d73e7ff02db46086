/// The words of a text in lower case, one after the other, and the phrases they make.
///
/// A phrase is one word, or several with nothing but white space between them: what
/// `Keywords` finds. ``Words`` decides what a word is.
package struct Phrases: Sendable {
  private struct Word {
    var start: UInt32
    var end: UInt32
    var follows: Bool
  }

  private var words: [Word] = []
  /// The words in UTF-8, a blank between each two.
  package private(set) var bytes: [UInt8] = []

  /// A list without words.
  package init() {}

  /// The words of a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - limit: Most words that are taken.
  package init(_ text: Words, limit: Int = .max) { read(text, limit: limit) }

  /// Number of words.
  package var count: Int { words.count }

  /// Takes the words of a text in place of those there are; keeps the memory.
  package mutating func read(_ text: Words, limit: Int = .max) {
    words.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    bytes.reserveCapacity(text.characterCount)
    text.withEntries { entries in
      var end = 0
      text.walk({ _ in }) { word in
        guard words.count < limit else { return }
        let gap = entries[end..<word.lowerBound]
        end = word.upperBound
        if !bytes.isEmpty { bytes.append(0x20) }
        let start = bytes.count
        text.append(word, to: &bytes)
        words.append(
          Word(
            start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: bytes.count),
            follows: !words.isEmpty && gap.allSatisfy { $0 & CharacterTable.spaceBit != 0 }
          )
        )
      }
    }
  }

  /// Calls `body` with every phrase of up to `length` words: its hash, and the places of its words.
  ///
  /// A phrase comes up as often as it occurs, in the order of its first and then its last word.
  package func forEachPhrase(upTo length: Int, _ body: (_ hash: UInt64, Range<Int>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      for start in words.indices {
        var hash = Self.seed
        for end in start..<min(start + length, words.count) {
          let word = words[end]
          if end > start, !word.follows { break }
          for index in Int(word.start)..<Int(word.end) {
            hash = (hash ^ UInt64(bytes[index])) &* Self.prime
          }
          hash = (hash ^ 0x20) &* Self.prime
          body(hash, start..<(end + 1))
        }
      }
    }
  }

  /// Where some words next to each other are in ``bytes``.
  package func byteRange(of words: Range<Int>) -> Range<Int> {
    guard !words.isEmpty else { return 0..<0 }
    return Int(self.words[words.lowerBound].start)..<Int(self.words[words.upperBound - 1].end)
  }

  /// Words next to each other, a blank between each two.
  package func phrase(_ words: Range<Int>) -> String {
    String(decoding: bytes[byteRange(of: words)], as: UTF8.self)
  }

  // FNV-1a; https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3
}
