internal import LabelingCore

/// Text in pieces that look different, on one line, and with nothing that a terminal could take
/// for a command: what is added is escaped as ``VisibleText`` says.
struct StyledText {
  /// How a piece looks.
  enum Look: Hashable {
    case plain, bold, dim, bar
    /// A part that functions matched, for the class of an index.
    case match(Int)
    /// In a color of its own.
    case color(TerminalColor)
    /// Something that wants attention.
    case warning
    /// Something that is as it should be, or that is not.
    case good, bad
  }

  /// The pieces, from left to right.
  private(set) var pieces: [(text: String, look: Look)] = []
  /// Columns of all pieces.
  private(set) var width = 0

  /// A line without anything.
  init() {}

  /// A line that looks the same everywhere.
  init(_ text: some StringProtocol, _ look: Look = .plain) { append(text, look) }

  /// Whether there is nothing on it.
  var isEmpty: Bool { pieces.isEmpty }

  /// Adds text at the end.
  mutating func append(_ text: some StringProtocol, _ look: Look = .plain) {
    guard !text.isEmpty else { return }
    let text = VisibleText.line(text)
    if let last = pieces.last, last.look == look {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append((text, look))
    }
    width += DisplayWidth.of(text)
  }

  /// Adds another line's pieces at the end.
  mutating func append(_ other: StyledText) {
    for piece in other.pieces { append(piece.text, piece.look) }
  }

  /// A line, and another behind it.
  static func + (first: StyledText, second: StyledText) -> StyledText {
    var line = first
    line.append(second)
    return line
  }

  /// The line cut to this many columns, with an ellipsis where something is missing.
  func fitted(to columns: Int) -> StyledText {
    guard width > columns else { return self }
    var cut = StyledText()
    for piece in pieces {
      for character in piece.text {
        guard cut.width + DisplayWidth.of(character) < columns else {
          cut.append("…", piece.look)
          return cut
        }
        cut.append(String(character), piece.look)
      }
    }
    return cut
  }

  /// The line filled up with blanks of a look.
  func padded(to columns: Int, _ look: Look) -> StyledText {
    var line = self
    if width < columns { line.append(String(repeating: " ", count: columns - width), look) }
    return line
  }

  /// The line with what makes a terminal show its looks.
  ///
  /// Without color there are bold, underlined and reversed letters only.
  func rendered(hasColor: Bool) -> String {
    pieces.map { piece in
      switch piece.look {
      case .plain: piece.text
      case .bold: "\u{1B}[1m\(piece.text)\u{1B}[0m"
      case .dim: hasColor ? "\u{1B}[2m\(piece.text)\u{1B}[0m" : piece.text
      case .bar: "\u{1B}[7m\(piece.text)\u{1B}[0m"
      case .match(let index):
        hasColor
          ? "\u{1B}[1;\(31 + (index + 1) % 6)m\(piece.text)\u{1B}[0m"
          : "\u{1B}[4m\(piece.text)\u{1B}[0m"
      case .color(let color):
        hasColor
          ? "\u{1B}[\(color.code(isExact: Style.hasTrueColor))m\(piece.text)\u{1B}[0m" : piece.text
      case .warning:
        hasColor ? "\u{1B}[33m\(piece.text)\u{1B}[0m" : "\u{1B}[1m\(piece.text)\u{1B}[0m"
      case .good: hasColor ? "\u{1B}[32m\(piece.text)\u{1B}[0m" : piece.text
      case .bad: hasColor ? "\u{1B}[31m\(piece.text)\u{1B}[0m" : piece.text
      }
    }.joined()
  }

  /// The text of all pieces.
  var text: String { pieces.map(\.text).joined() }

  /// The line as plain text; matched parts are in brackets.
  var plain: String {
    pieces.map { piece in
      if case .match = piece.look { "⟦\(piece.text)⟧" } else { piece.text }
    }.joined()
  }
}

extension [StyledText] {
  /// Lines, some of them plain.
  static func + (lines: [StyledText], plain: [String]) -> [StyledText] {
    lines + plain.map { StyledText($0) }
  }

  /// Lines, some of them plain.
  static func + (plain: [String], lines: [StyledText]) -> [StyledText] {
    plain.map { StyledText($0) } + lines
  }

  /// Adds plain lines.
  static func += (lines: inout [StyledText], plain: [String]) { lines = lines + plain }

  /// Adds a plain line.
  mutating func append(_ plain: String) { append(StyledText(plain)) }
}
