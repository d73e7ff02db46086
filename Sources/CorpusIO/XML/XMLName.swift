internal import CLibXML2

/// Which names XML elements and attributes can have.
enum XMLName {
  /// Whether a name is an XML 1.0 name with at most one colon, not at its ends.
  ///
  /// Only names of both the fourth and the fifth edition count: many parsers, expat among
  /// them, know no others.
  static func isLegal(_ name: some Collection<UInt8>) -> Bool {
    var isFirst = true
    var colonCount = 0
    for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
      if scalar == ":" {
        if isFirst { return false }
        colonCount += 1
        isFirst = true
        continue
      }
      guard isFirst ? isStart(scalar.value) : isPart(scalar.value) else { return false }
      isFirst = false
    }
    return !isFirst && colonCount <= 1
  }

  /// Whether a name is legal anywhere, having no prefix.
  ///
  /// Any other name is written as `<field name="…">` where it has to be, and comes back
  /// from there.
  static func isPlain(_ name: some Collection<UInt8>) -> Bool {
    isLegal(name) && !name.contains(UInt8(ascii: ":"))
  }

  /// The bytes before the colon, if there is one.
  static func prefix<Name: Collection<UInt8>>(of name: Name) -> Name.SubSequence? {
    name.firstIndex(of: UInt8(ascii: ":")).map { name[..<$0] }
  }

  /// `NameStartChar` of the fifth edition that is a `Letter` of the fourth, or `_`.
  private static func isStart(_ value: UInt32) -> Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0x5F: true
    case ..<0x80: false
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFC:
      xmlIsBaseChar(value) != 0 || xmlIsIdeographic(value) != 0
    default: false
    }
  }

  /// `NameChar` of both editions, without the colon.
  private static func isPart(_ value: UInt32) -> Bool {
    switch value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7: true
    case ..<0x80: isStart(value)
    case 0x300...0x36F, 0x203F...0x2040, 0x370...0xFFFC:
      isStart(value)
        || xmlIsCombining(value) != 0 || xmlIsDigit(value) != 0 || xmlIsExtender(value) != 0
    default: isStart(value)
    }
  }
}
