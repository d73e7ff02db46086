/// The offsets of the bytes that matter to CSV, eight bytes looked at at a time.
struct MarkedBytes {
  private let base: UnsafeRawPointer
  private let count: Int
  private let separators: UInt64
  private let quotes: UInt64
  /// Offset of the word that `marks` belongs to.
  private var word: Int
  /// The top bit of each byte of the word that matters and is not yet passed.
  private var marks: UInt64

  /// Starts at an offset.
  ///
  /// - Parameters:
  ///   - base: The bytes.
  ///   - count: Number of bytes.
  ///   - start: Offset of the first byte to look at, at most `count`.
  ///   - separator: One byte that matters, besides LF and CR.
  ///   - quote: Another; the separator again when there is none.
  @inline(__always)
  init(_ base: UnsafeRawPointer, count: Int, from start: Int, separator: UInt8, quote: UInt8) {
    self.base = base
    self.count = count
    separators = UInt64(separator) &* Self.ones
    quotes = UInt64(quote) &* Self.ones
    word = start
    marks = 0
    marks = load()
  }

  /// The next offset that matters, or `nil` at the end of the bytes.
  @inline(__always)
  mutating func next() -> Int? {
    while marks == 0 {
      guard word &+ 8 < count else { return nil }
      word &+= 8
      marks = load()
    }
    let offset = word &+ marks.trailingZeroBitCount >> 3
    marks &= marks &- 1
    return offset
  }

  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  @inline(__always)
  private func load() -> UInt64 {
    if word &+ 8 <= count {
      return mark(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: word, as: UInt64.self)))
    }
    var bytes: UInt64 = 0
    for index in word..<max(word, count) {
      bytes |=
        UInt64(base.load(fromByteOffset: index, as: UInt8.self)) << UInt64((index - word) * 8)
    }
    let known = max(0, count - word) * 8
    return mark(bytes) & (1 << UInt64(known) &- 1)
  }

  /// The top bit of each byte that is a separator, a quote, LF or CR.
  @inline(__always)
  private func mark(_ bytes: UInt64) -> UInt64 {
    // A byte of `x` is zero exactly where the top bit of `((x & 7F) + 7F) | x` is 0.
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let s = bytes ^ separators
    let q = bytes ^ quotes
    let n = bytes ^ (0x0A &* Self.ones)
    let r = bytes ^ (0x0D &* Self.ones)
    let others =
      (((s & low) &+ low) | s) & (((q & low) &+ low) | q)
      & (((n & low) &+ low) | n) & (((r & low) &+ low) | r)
    return ~others & ~low
  }
}
