internal import CLiterals
internal import TextKit

/// Characters of ASCII that are looked for in texts, and what must stand next to them.
struct Literal {
  /// The bytes; a letter that stands for both cases is in lower case.
  private(set) var bytes: [UInt8] = []
  /// What each byte stands for.
  private(set) var kinds: [UInt8] = []
  /// What has to stand before them.
  private(set) var before = WINNOW_EDGE_NONE
  /// What has to stand behind them.
  private(set) var after = WINNOW_EDGE_NONE

  /// Whether it is a single character that texts seldom hold.
  var isMark: Bool {
    bytes.count == 1 && bytes[0] > 0x20 && !Unicode.Scalar(bytes[0]).isWordCharacter
      && !".,'".utf8.contains(bytes[0])
  }

  private init() {}

  /// A keyword; `nil` when it has characters that no ASCII text matches.
  init?(keyword: String, matchesCase: Bool) {
    let parts = keyword.split(whereSeparator: \.isWhitespace).map { part in
      part.unicodeScalars.map { matchesCase ? $0 : Self.foldedToASCII($0) }
    }
    guard let first = parts.first?.first, let last = parts.last?.last else { return nil }
    for (index, part) in parts.enumerated() {
      if index > 0 { append(0, WINNOW_ELEMENT_GAP) }
      for scalar in part {
        guard scalar.isASCII else { return nil }
        append(UInt8(scalar.value), ignoringCase: !matchesCase)
      }
    }
    before = first.isWordCharacter ? WINNOW_EDGE_KEYWORD : WINNOW_EDGE_NONE
    after = last.isWordCharacter ? WINNOW_EDGE_KEYWORD : WINNOW_EDGE_NONE
  }

  /// What a string of a pattern amounts to.
  enum Outcome {
    case literal(Literal)
    /// It has no characters, only conditions.
    case empty
    /// Its conditions contradict its characters.
    case impossible
  }

  /// A string of a pattern, its conditions resolved as far as its own characters decide them.
  static func outcome(of string: [PatternLiterals.Element]) -> Outcome {
    var literal = Literal()
    var conditions: [PatternLiterals.Element] = []
    for element in string {
      let byte: UInt8
      switch element {
      case .boundary, .textStart, .textEnd:
        conditions.append(element)
        continue
      case .byte(let value), .letter(let value): byte = value
      }
      guard literal.meets(conditions, next: byte) else { return .impossible }
      conditions = []
      if case .letter = element {
        literal.append(byte, WINNOW_ELEMENT_LETTER)
      } else {
        literal.append(byte, WINNOW_ELEMENT_BYTE)
      }
    }
    guard let last = literal.bytes.last else { return .empty }
    if conditions.contains(.textStart) { return .impossible }
    let isWord = isWord(last)
    if conditions.contains(.textEnd) {
      if conditions.contains(.boundary), !isWord { return .impossible }
      literal.after = WINNOW_EDGE_TEXT
    } else if conditions.contains(.boundary) {
      literal.after = isWord ? WINNOW_EDGE_NO_WORD : WINNOW_EDGE_WORD
    }
    return .literal(literal)
  }

  /// Takes in conditions between the characters so far and the next one.
  private mutating func meets(_ conditions: [PatternLiterals.Element], next: UInt8) -> Bool {
    if conditions.contains(.textEnd) { return false }
    let isWord = Self.isWord(next)
    if let last = bytes.last {
      if conditions.contains(.textStart) { return false }
      return !conditions.contains(.boundary) || isWord != Self.isWord(last)
    }
    if conditions.contains(.textStart) {
      before = WINNOW_EDGE_TEXT
      return !conditions.contains(.boundary) || isWord
    }
    if conditions.contains(.boundary) {
      before = isWord ? WINNOW_EDGE_NO_WORD : WINNOW_EDGE_WORD
    }
    return true
  }

  private mutating func append(_ byte: UInt8, ignoringCase: Bool) {
    if ignoringCase, TextScan.isLetterASCII(byte) {
      append(TextScan.lowercasedASCII(byte), WINNOW_ELEMENT_LETTER)
    } else {
      append(byte, WINNOW_ELEMENT_BYTE)
    }
  }

  private mutating func append(_ byte: UInt8, _ kind: WinnowElement) {
    bytes.append(byte)
    kinds.append(UInt8(kind.rawValue))
  }

  private static func isWord(_ byte: UInt8) -> Bool { Unicode.Scalar(byte).isWordCharacter }

  /// The two characters beyond ASCII whose simple folding is an ASCII letter, folded.
  private static func foldedToASCII(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{17F}": "s"
    case "\u{212A}": "k"
    default: scalar
    }
  }
}
