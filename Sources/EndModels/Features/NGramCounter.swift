/// Counts a text's n-grams in hash buckets; keeps its scratch memory between texts.
struct NGramCounter {
  private let options: FeatureOptions
  private let shift: UInt64
  private var counts: [UInt16]
  private var touched: [UInt32] = []
  private var entries: [CharacterTable.Entry] = []
  private var words: [UInt64] = []

  init(_ options: FeatureOptions) {
    self.options = options
    shift = UInt64(64 - options.bucketBits)
    counts = [UInt16](repeating: 0, count: options.bucketCount)
  }

  /// Appends the text's buckets, in order of first appearance, and their counts.
  mutating func count(
    _ text: UnsafeBufferPointer<UInt8>,
    into buckets: inout [UInt32],
    _ frequencies: inout [Float]
  ) {
    decode(text)
    if let lengths = options.wordLengths { countWords(lengths) }
    if let lengths = options.characterLengths { countCharacters(lengths) }
    for bucket in touched {
      buckets.append(bucket)
      frequencies.append(Float(counts[Int(bucket)]))
      counts[Int(bucket)] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Fills `entries`; a byte that is no UTF-8 counts as U+FFFD.
  private mutating func decode(_ text: UnsafeBufferPointer<UInt8>) {
    entries.removeAll(keepingCapacity: true)
    entries.reserveCapacity(text.count)
    var index = 0
    CharacterTable.withLow { low in
      while index < text.count {
        let byte = text[index]
        if byte < 0x80 {
          entries.append(low[Int(byte)])
          index += 1
          continue
        }
        let (scalar, length) = Self.scalar(text, at: index)
        entries.append(scalar < 0x3000 ? low[Int(scalar)] : CharacterTable.entry(of: scalar))
        index += length
      }
    }
  }

  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>,
    at index: Int
  ) -> (scalar: UInt32, length: Int) {
    let lead = text[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead < 0xF5, index + length <= text.count else { return (0xFFFD, 1) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = text[index + offset]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (scalar, length)
  }

  private mutating func countWords(_ lengths: ClosedRange<Int>) {
    words.removeAll(keepingCapacity: true)
    var index = 0
    while index < entries.count {
      guard entries[index] & CharacterTable.wordBit != 0 else {
        index += 1
        continue
      }
      let start = index
      var hash = Self.wordSeed
      while index < entries.count, entries[index] & CharacterTable.wordBit != 0 {
        hash = Self.mixed(hash, entries[index] & CharacterTable.scalarMask)
        index += 1
      }
      if index - start >= 2 { words.append(hash) }
    }
    for start in words.indices {
      var hash: UInt64 = 0
      for length in 1...lengths.upperBound where start + length <= words.count {
        hash = (hash ^ words[start + length - 1]) &* Self.prime
        if length >= lengths.lowerBound { add(hash &+ UInt64(length)) }
      }
    }
  }

  private mutating func countCharacters(_ lengths: ClosedRange<Int>) {
    var index = 0
    while index < entries.count {
      guard entries[index] & CharacterTable.spaceBit == 0 else {
        index += 1
        continue
      }
      let start = index
      while index < entries.count, entries[index] & CharacterTable.spaceBit == 0 { index += 1 }
      countCharacters(start..<index, lengths)
    }
  }

  /// The n-grams of a run with a space before and behind it; a run shorter than all of them is one.
  private mutating func countCharacters(_ run: Range<Int>, _ lengths: ClosedRange<Int>) {
    let length = run.count + 2
    let least = min(lengths.lowerBound, length)
    for first in 0...(length - least) {
      var hash = Self.characterSeed
      for size in 1...min(lengths.upperBound, length - first) {
        let place = first + size - 1
        let isEdge = place == 0 || place == length - 1
        let entry = isEdge ? 0x20 : entries[run.lowerBound + place - 1]
        hash = Self.mixed(hash, entry & CharacterTable.scalarMask)
        if size >= least { add(hash) }
      }
    }
  }

  @inline(__always)
  private mutating func add(_ hash: UInt64) {
    // The multiplications leave their best bits on top; a last one spreads the rest there.
    let bucket = Int(((hash ^ (hash >> 32)) &* Self.prime) >> shift)
    let count = counts[bucket]
    if count == 0 { touched.append(UInt32(bucket)) }
    if count < .max { counts[bucket] = count + 1 }
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* prime
  }

  /// 2^64 divided by the golden ratio, odd.
  private static let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let wordSeed: UInt64 = 0x243F_6A88_85A3_08D3
  private static let characterSeed: UInt64 = 0x1319_8A2E_0370_7344
}
