/// The structure of a regular expression that holds nothing but common syntax.
indirect enum PatternSyntax {
  case characters(CharacterChoice)
  case boundary
  case textStart
  case textEnd
  case sequence([PatternSyntax])
  case alternatives([PatternSyntax])
  case repeated(PatternSyntax, atLeast: Int, atMost: Int?)

  /// Whether it is empty, or one of its alternatives is: as in `a||b`, but not in `a*`, which
  /// says what it takes.
  var isBlank: Bool {
    switch self {
    case .characters, .boundary, .textStart, .textEnd: false
    case .sequence(let parts): parts.allSatisfy(\.isBlank)
    case .alternatives(let parts): parts.contains(where: \.isBlank)
    case .repeated(let part, _, _): part.isBlank
    }
  }
}

/// The ASCII characters that one place of a pattern takes, and whether it takes others.
struct CharacterChoice {
  static let digits = CharacterChoice("0"..."9")
  static let words = CharacterChoice("0"..."9", "A"..."Z", "a"..."z", "_"..."_")
  static let spaces = CharacterChoice("\t"..."\n", "\u{C}"..."\r", " "..." ")

  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// Whether a character beyond ASCII may stand there.
  var takesOthers = false

  init(_ ranges: ClosedRange<Unicode.Scalar>...) {
    for range in ranges { insert(range) }
  }

  /// The characters, in ascending order.
  var members: [UInt8] { (0..<128).filter(contains) }

  var inverted: CharacterChoice {
    var inverted = self
    inverted.low = ~low
    inverted.high = ~high
    inverted.takesOthers = true
    return inverted
  }

  /// The same with the other case of each letter.
  var withBothCases: CharacterChoice {
    var both = self
    for byte in members where TextScan.isLetterASCII(byte) {
      both.insert(byte ^ 0x20)
    }
    return both
  }

  func contains(_ byte: UInt8) -> Bool {
    (byte < 64 ? low >> byte : high >> (byte & 63)) & 1 != 0
  }

  mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << byte } else { high |= 1 << (byte & 63) }
  }

  mutating func insert(_ range: ClosedRange<Unicode.Scalar>) {
    for value in range.lowerBound.value...range.upperBound.value {
      guard value < 128 else {
        takesOthers = true
        return
      }
      insert(UInt8(value))
    }
  }

  mutating func formUnion(_ other: CharacterChoice) {
    low |= other.low
    high |= other.high
    takesOthers = takesOthers || other.takesOthers
  }
}
