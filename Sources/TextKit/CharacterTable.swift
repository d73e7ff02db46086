/// What a Unicode scalar is to words: its lower case, and what it is part of.
package enum CharacterTable {
  /// The scalar in lower case as the low 21 bits; above, its width before and what it is.
  package typealias Entry = UInt32

  /// Marks a character that words are made of.
  @inlinable package static var wordBit: Entry { 1 << 31 }
  /// Marks white space.
  @inlinable package static var spaceBit: Entry { 1 << 30 }
  /// Marks an apostrophe, which is part of a word between two characters of it.
  @inlinable package static var apostropheBit: Entry { 1 << 29 }
  /// Marks U+0130, whose lower case is two scalars: the one of the entry, then U+0307.
  static var pairBit: Entry { 1 << 28 }
  /// The entry of U+0307 behind the first scalar of such a pair.
  static var secondOfPair: Entry { 0x307 | wordBit }
  /// A byte that is not UTF-8: U+FFFD, one byte wide.
  static var invalidByte: Entry { 0xFFFD | 1 << widthShift }
  /// The lowest of the bits that hold the character's bytes in the text: 1 to 4, or 0 for the
  /// second of two scalars.
  static var widthShift: Entry { 24 }
  /// The bits that hold the scalar.
  @inlinable package static var scalarMask: Entry { 0x1F_FFFF }

  /// Scalars below this have their entries in a table: nearly all scripts with case are there.
  private static let lowCount: UInt32 = 0x3000
  private static let low: [Entry] = (0..<lowCount).map(computed)

  /// Calls `body` with the entries of the scalars below U+3000; beyond them is ``entry(of:_:)``.
  static func withLow<Result>(_ body: (UnsafeBufferPointer<Entry>) -> Result) -> Result {
    low.withUnsafeBufferPointer(body)
  }

  /// Bytes of an entry's character in the text, before it was put into lower case.
  static func width(_ entry: Entry) -> Int { Int(entry >> widthShift & 7) }

  /// The entry of any scalar value.
  package static func entry(of value: UInt32) -> Entry { withLow { entry(of: value, $0) } }

  /// The entry of any scalar value, given those of the low ones.
  static func entry(of value: UInt32, _ low: UnsafeBufferPointer<Entry>) -> Entry {
    switch value {
    case 0..<lowCount: low[Int(value)]
    // Ideographs and Hangul: letters without case.
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: value | wordBit | 3 << widthShift
    default: computed(value)
    }
  }

  private static func computed(_ value: UInt32) -> Entry {
    guard let scalar = Unicode.Scalar(value) else { return value }
    let properties = scalar.properties
    let lower = properties.changesWhenLowercased ? properties.lowercaseMapping.unicodeScalars : nil
    var entry = (lower?.first?.value ?? value) | UInt32(UTF8.width(scalar)) << widthShift
    if let lower, lower.count > 1 { entry |= pairBit }
    if properties.isWhitespace { entry |= spaceBit }
    if value == 0x27 || value == 0x2019 { entry |= apostropheBit }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      entry |= wordBit
    default:
      if scalar == "_" { entry |= wordBit }
    }
    return entry
  }
}
