internal import LabelingCore
internal import PluginHost
internal import Sessions

/// A document's text, made harmless and broken into lines.
enum DocumentText {
  /// Breaks text at blanks, and longer words anywhere, into lines of some width.
  ///
  /// - Parameters:
  ///   - text: The text as it is in the corpus.
  ///   - matches: Parts of the text to set off.
  ///   - width: Columns of a line; at least 2.
  /// - Returns: At least one line.
  static func lines(_ text: String, matches: [FunctionMatch] = [], width: Int) -> [StyledText] {
    let marks = matches.map { (bytes: $0.span.bytes, classIndex: $0.ballot.classes[0]) }
      .filter { !$0.bytes.isEmpty }
      .sorted {
        ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
      }
    var layout = LineLayout(width: max(2, width))
    var offset = 0
    var first = 0
    for character in text {
      let end = offset + character.utf8.count
      while first < marks.count, marks[first].bytes.upperBound <= offset { first += 1 }
      let mark = marks[first...].first {
        $0.bytes.lowerBound < end && $0.bytes.upperBound > offset
      }
      let look: StyledText.Look = mark.map { .match($0.classIndex) } ?? .plain
      if character.isNewline {
        layout.breakLine()
      } else {
        for shown in harmless(character) { layout.append(shown, look) }
      }
      offset = end
    }
    return layout.finish()
  }

  /// Text on one line, made harmless.
  static func oneLine(_ text: String) -> String {
    String(text.flatMap { $0.isNewline ? [" "] : harmless($0) })
  }

  /// What is shown for a character: a tab is blanks, and controls are escaped, so that a document
  /// can neither move the cursor nor turn the direction of the rest of the screen.
  static func harmless(_ character: Character) -> [Character] {
    character == "\t" ? [" ", " ", " ", " "] : Array(VisibleText.line(String(character)))
  }
}

/// Lines that are being filled.
private struct LineLayout {
  private let width: Int
  private var lines: [StyledText] = []
  private var line: [(character: Character, look: StyledText.Look)] = []
  private var column = 0

  init(width: Int) { self.width = width }

  mutating func append(_ character: Character, _ look: StyledText.Look) {
    let own = DisplayWidth.of(character)
    if column + own > width {
      // A blank at the end of a line is the break itself.
      if character == " " { return breakLine() }
      wrap()
    }
    line.append((character, look))
    column += own
  }

  mutating func breakLine() {
    lines.append(Self.styled(line[...]))
    line.removeAll()
    column = 0
  }

  mutating func finish() -> [StyledText] {
    if !line.isEmpty || lines.isEmpty { breakLine() }
    return lines
  }

  /// Ends the line at its last blank, or where it is when it has none.
  private mutating func wrap() {
    guard let blank = line.lastIndex(where: { $0.character == " " }), blank > 0 else {
      return breakLine()
    }
    let rest = line[(blank + 1)...]
    lines.append(Self.styled(line[..<blank]))
    line = Array(rest)
    column = line.reduce(0) { $0 + DisplayWidth.of($1.character) }
  }

  private static func styled(
    _ characters: ArraySlice<(character: Character, look: StyledText.Look)>
  ) -> StyledText {
    var text = StyledText()
    for (character, look) in characters { text.append(String(character), look) }
    return text
  }
}
