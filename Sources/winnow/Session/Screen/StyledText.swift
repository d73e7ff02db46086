/// Text in pieces that look different, on one line.
struct StyledText {
  /// How a piece looks.
  enum Look: Hashable {
    case plain, bold, dim, bar
    /// A part that functions matched, for the class of an index.
    case match(Int)
    /// Something that wants attention.
    case warning
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
    if let last = pieces.last, last.look == look {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append((String(text), look))
    }
    width += DisplayWidth.of(text)
  }

  /// The line cut to so many columns, with an ellipsis where something is missing.
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
  /// Without colour there are bold, underlined and reversed letters only.
  func rendered(hasColour: Bool) -> String {
    pieces.map { piece in
      switch piece.look {
      case .plain: piece.text
      case .bold: "\u{1B}[1m\(piece.text)\u{1B}[0m"
      case .dim: hasColour ? "\u{1B}[2m\(piece.text)\u{1B}[0m" : piece.text
      case .bar: "\u{1B}[7m\(piece.text)\u{1B}[0m"
      case .match(let index):
        hasColour
          ? "\u{1B}[1;\(31 + (index + 1) % 6)m\(piece.text)\u{1B}[0m"
          : "\u{1B}[4m\(piece.text)\u{1B}[0m"
      case .warning:
        hasColour ? "\u{1B}[33m\(piece.text)\u{1B}[0m" : "\u{1B}[1m\(piece.text)\u{1B}[0m"
      }
    }.joined()
  }

  /// The line as plain text; matched parts stand in brackets.
  var plain: String {
    pieces.map { piece in
      if case .match = piece.look { "⟦\(piece.text)⟧" } else { piece.text }
    }.joined()
  }
}
