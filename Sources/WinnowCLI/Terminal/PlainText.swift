internal import LabelingCore

/// Text of documents, made fit for a terminal.
enum PlainText {
  /// The text without anything that a terminal could take for a command.
  ///
  /// Line breaks of all systems become line feeds, tabs become blanks, byte order marks go; other
  /// controls are escaped as ``VisibleText`` says.
  static func safe(_ text: some StringProtocol) -> String {
    var plain = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: if last != "\r" { plain.append("\n") }
      case 0x0D, 0x85, 0x2028, 0x2029: plain.append("\n")
      case 0x09: plain.append(" ")
      case 0xFEFF: break
      default: plain.append(scalar)
      }
      last = scalar
    }
    return VisibleText.lines(String(plain))
  }

  /// The text on one line, cut to a number of characters.
  static func line(_ text: some StringProtocol, limit: Int) -> String {
    let words = safe(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > limit ? words.prefix(limit - 1) + "…" : words
  }

  /// Breaks runs of styled text into lines of at most `width` columns.
  ///
  /// - Parameters:
  ///   - runs: Safe text and how each run looks.
  ///   - width: Columns of a line.
  /// - Returns: Lines.
  static func wrapped(
    _ runs: [(text: String, look: StyledText.Look)],
    to width: Int
  ) -> [StyledText] {
    var lines: [StyledText] = []
    var line = StyledText()
    // A word with the blanks before it; it may consist of several runs.
    var word = StyledText()
    var gap = ""
    func breakLine() {
      lines.append(line)
      line = StyledText()
    }
    func endWord() {
      guard !word.isEmpty else { return }
      if line.width > 0, line.width + gap.count + word.width > width {
        breakLine()
      } else {
        line.append(gap)
      }
      line.append(word)
      word = StyledText()
      gap = ""
    }
    for run in runs {
      for character in run.text {
        if character == "\n" {
          endWord()
          breakLine()
          gap = ""
        } else if character == " " {
          endWord()
          gap += " "
        } else {
          // A word that is longer than a line is broken.
          if word.width >= width { endWord() }
          word.append(String(character), run.look)
        }
      }
    }
    endWord()
    if line.width > 0 { breakLine() }
    return lines
  }
}
