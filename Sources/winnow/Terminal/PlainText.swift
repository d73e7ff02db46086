/// Text of documents, made fit for a terminal.
enum PlainText {
  /// The text without anything that a terminal could take for a command.
  ///
  /// Line breaks stay, tabs become blanks, byte order marks go; other control characters, and those that
  /// turn the direction of writing, become U+FFFD.
  static func safe(_ text: some StringProtocol) -> String {
    var safe = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: if last != "\r" { safe.append("\n") }
      case 0x0D, 0x85, 0x2028, 0x2029: safe.append("\n")
      case 0x09: safe.append(" ")
      case 0xFEFF: break
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C:
        safe.append("\u{FFFD}")
      default: safe.append(scalar)
      }
      last = scalar
    }
    return String(safe)
  }

  /// The text on one line, cut to a number of characters.
  static func line(_ text: some StringProtocol, limit: Int) -> String {
    let words = safe(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > limit ? words.prefix(limit - 1) + "…" : words
  }

  /// Breaks runs of styled text into lines of at most `width` columns.
  ///
  /// - Parameters:
  ///   - runs: Safe text and how each run is painted.
  ///   - width: Columns of a line.
  /// - Returns: Lines, painted.
  static func wrapped(
    _ runs: [(text: String, paint: (String) -> String)],
    to width: Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    // A word with the blanks before it; it may consist of several runs.
    var word: [(text: String, run: Int)] = []
    var gap = ""
    func paint(_ parts: [(text: String, run: Int)]) -> String {
      parts.map { runs[$0.run].paint($0.text) }.joined()
    }
    func breakLine() {
      lines.append(line)
      (line, used) = ("", 0)
    }
    func endWord() {
      guard !word.isEmpty else { return }
      let columns = word.reduce(0) { $0 + DisplayWidth.of($1.text) }
      if used > 0, used + gap.count + columns > width {
        breakLine()
      } else {
        line += gap
        used += gap.count
      }
      line += paint(word)
      used += columns
      word = []
      gap = ""
    }
    for (index, run) in runs.enumerated() {
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
          if word.reduce(0, { $0 + DisplayWidth.of($1.text) }) >= width { endWord() }
          if word.last?.run == index {
            word[word.count - 1].text.append(character)
          } else {
            word.append((String(character), index))
          }
        }
      }
    }
    endWord()
    if used > 0 { breakLine() }
    return lines
  }
}
