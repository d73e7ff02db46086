/// What the n-grams need to know of a Unicode scalar: its lower case, and what it is part of.
enum CharacterTable {
  /// The scalar's lower case as the low 24 bits, what it is as the bits above.
  typealias Entry = UInt32

  static let wordBit: Entry = 1 << 31
  static let spaceBit: Entry = 1 << 30
  static let scalarMask: Entry = 0xFF_FFFF

  /// Entries of the scalars below U+3000, where nearly all scripts with case are.
  private static let low: [Entry] = (0..<0x3000).map(computed)

  /// Calls `body` with the low entries; beyond them is ``entry(of:)``.
  static func withLow<Result>(_ body: (UnsafeBufferPointer<Entry>) -> Result) -> Result {
    low.withUnsafeBufferPointer(body)
  }

  /// The entry of any scalar value.
  static func entry(of value: UInt32) -> Entry {
    switch value {
    case 0..<0x3000: low[Int(value)]
    // Ideographs and Hangul: letters without case.
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: value | wordBit
    default: computed(value)
    }
  }

  private static func computed(_ value: UInt32) -> Entry {
    guard let scalar = Unicode.Scalar(value) else { return value }
    let properties = scalar.properties
    // Mappings to several scalars are left alone, so that a scalar stays a scalar.
    let mapped = properties.changesWhenLowercased ? properties.lowercaseMapping.unicodeScalars : nil
    let lower = mapped.flatMap { $0.count == 1 ? $0.first?.value : nil } ?? value
    var entry = lower
    if properties.isWhitespace { entry |= spaceBit }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      entry |= wordBit
    default:
      if scalar == "_" { entry |= wordBit }
    }
    return entry
  }
}
