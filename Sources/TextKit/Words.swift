/// The words of a text, and the text in lower case; memory is kept from text to text.
///
/// This is Winnow's one answer to what a word is, and ``walk(_:_:)`` is the rule. A word is a run
/// of letters, marks and numbers of Unicode (general categories L, M and N) and `_`; an
/// apostrophe, `'` or `’`, between two of these is part of the word, and nothing else is: not a
/// hyphen, so `well-known` is two words, and not an emoji. Ideographs next to each other are one
/// word. Lower case is each scalar's full mapping, whatever is around it; nothing is normalized,
/// so `é` in one character and in two are two words.
///
/// Text is UTF-8; a byte that is not part of it counts as U+FFFD, which is in no word.
package struct Words: Sendable {
  /// Room for entries; the first ``characterCount`` are the text's.
  @usableFromInline var storage: [CharacterTable.Entry] = []
  @usableFromInline var entryCount = 0

  /// Number of characters in lower case.
  @inlinable package var characterCount: Int { entryCount }

  /// Starts with an empty text.
  package init() {}

  /// Reads a text in place of the one before.
  ///
  /// - Complexity: O(length).
  package mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    // No more entries than bytes: the one scalar whose lower case is two has two bytes.
    if storage.count < text.count {
      storage = [CharacterTable.Entry](repeating: 0, count: max(text.count, 2 * storage.count))
    }
    entryCount = storage.withUnsafeMutableBufferPointer { entries in
      CharacterTable.withLow { low in Self.decode(text, low, into: entries) }
    }
  }

  /// Reads a text in place of the one before.
  package mutating func read(_ text: some Sequence<UInt8>) {
    let isRead: Void? = text.withContiguousStorageIfAvailable { read($0) }
    if isRead == nil { Array(text).withUnsafeBufferPointer { read($0) } }
  }

  /// Calls `body` with the characters: scalars in lower case and what they are.
  @inlinable
  package func withEntries<Result>(
    _ body: (UnsafeBufferPointer<CharacterTable.Entry>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[..<characterCount]))
    }
  }

  /// Walks over the words: calls `character` with each entry of a word, then `end` with its place.
  ///
  /// This is the rule: the characters of a word one after the other, and apostrophes that have one
  /// on both sides.
  @inlinable
  @inline(__always)
  package func walk(
    _ character: (_ entry: CharacterTable.Entry) -> Void,
    _ end: (_ entries: Range<Int>) -> Void
  ) {
    storage.withUnsafeBufferPointer { entries in
      var index = 0
      while index < characterCount {
        var entry = entries[index]
        guard entry & CharacterTable.wordBit != 0 else {
          index += 1
          continue
        }
        let first = index
        while true {
          character(entry)
          index += 1
          guard index < characterCount else { break }
          entry = entries[index]
          if entry & CharacterTable.wordBit != 0 { continue }
          guard entry & CharacterTable.apostropheBit != 0, index + 1 < characterCount,
            entries[index + 1] & CharacterTable.wordBit != 0
          else { break }
        }
        end(first..<index)
      }
    }
  }

  /// The words, as places of their characters.
  package var ranges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    walk({ _ in }) { ranges.append($0) }
    return ranges
  }

  /// The words in lower case.
  package var strings: [String] {
    var strings: [String] = []
    withEntries { entries in walk({ _ in }) { strings.append(Self.string(entries[$0])) } }
    return strings
  }

  /// The words in lower case, with their bytes in the text as it was read.
  package var places: [(word: String, bytes: Range<Int>)] {
    var places: [(word: String, bytes: Range<Int>)] = []
    withEntries { entries in
      var (index, offset) = (0, 0)
      func skip(to end: Int) {
        while index < end {
          offset += CharacterTable.width(entries[index])
          index += 1
        }
      }
      walk({ _ in }) { word in
        skip(to: word.lowerBound)
        let start = offset
        skip(to: word.upperBound)
        places.append((Self.string(entries[word]), start..<offset))
      }
    }
    return places
  }

  /// Appends the whole text in lower case, as UTF-8.
  package func append(to bytes: inout [UInt8]) { append(0..<characterCount, to: &bytes) }

  /// Appends characters in lower case, as UTF-8.
  func append(_ entries: Range<Int>, to bytes: inout [UInt8]) {
    for index in entries { Self.forEachByte(of: storage[index]) { bytes.append($0) } }
  }
}

extension Words {
  /// Decodes a text.
  ///
  /// - Returns: The number of entries.
  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>,
    _ low: UnsafeBufferPointer<CharacterTable.Entry>,
    into entries: UnsafeMutableBufferPointer<CharacterTable.Entry>
  ) -> Int {
    var count = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        entries[count] = low[Int(byte)]
        count += 1
        index += 1
        continue
      }
      let (entry, length) = entry(text, at: index, low)
      entries[count] = entry
      count += 1
      index += length
      if entry & CharacterTable.pairBit != 0 {
        entries[count] = CharacterTable.secondOfPair
        count += 1
      }
    }
    return count
  }

  /// The entry of the character at a byte above 0x7F, and its length.
  private static func entry(
    _ text: UnsafeBufferPointer<UInt8>,
    at index: Int,
    _ low: UnsafeBufferPointer<CharacterTable.Entry>
  ) -> (CharacterTable.Entry, length: Int) {
    let lead = text[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead < 0xF5, index + length <= text.count else {
      return (CharacterTable.invalidByte, 1)
    }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = text[index + offset]
      guard byte & 0xC0 == 0x80 else { return (CharacterTable.invalidByte, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (CharacterTable.entry(of: scalar, low), length)
  }

  private static func string(
    _ entries: Slice<UnsafeBufferPointer<CharacterTable.Entry>>
  ) -> String {
    let entries = UnsafeBufferPointer(rebasing: entries)
    var byteCount = 0
    for entry in entries { byteCount += width(entry) }
    // Exactly as long as needed: up to 15 bytes need no allocation.
    return String(unsafeUninitializedCapacity: byteCount) { bytes in
      if byteCount == entries.count {
        for index in 0..<byteCount { bytes[index] = UInt8(truncatingIfNeeded: entries[index]) }
        return byteCount
      }
      var length = 0
      for entry in entries {
        forEachByte(of: entry) {
          bytes[length] = $0
          length += 1
        }
      }
      return length
    }
  }

  /// Bytes of an entry's scalar in lower case.
  private static func width(_ entry: CharacterTable.Entry) -> Int {
    let scalar = entry & CharacterTable.scalarMask
    return scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
  }

  /// Calls `body` with the bytes of an entry's scalar in UTF-8.
  @inline(__always)
  private static func forEachByte(of entry: CharacterTable.Entry, _ body: (UInt8) -> Void) {
    let scalar = entry & CharacterTable.scalarMask
    if scalar < 0x80 {
      body(UInt8(truncatingIfNeeded: scalar))
      return
    }
    let width = width(entry)
    let lead: UInt32 = width == 2 ? 0xC0 : width == 3 ? 0xE0 : 0xF0
    body(UInt8(truncatingIfNeeded: lead | scalar >> UInt32(6 * (width - 1))))
    for place in stride(from: width - 2, through: 0, by: -1) {
      body(UInt8(truncatingIfNeeded: 0x80 | scalar >> UInt32(6 * place) & 0x3F))
    }
  }
}

extension Unicode.Scalar {
  /// Whether words are made of this: a letter, mark, number or `_`.
  package var isWordCharacter: Bool {
    isASCII
      ? (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10 || self == "_"
      : CharacterTable.entry(of: value) & CharacterTable.wordBit != 0
  }
}
