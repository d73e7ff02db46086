/// Help as it is written in the source, made ready for the parser that prints it.
package enum HelpText {
  /// Prose without the line ends of the source, so that it is wrapped once, to the terminal.
  ///
  /// Indented lines, which are examples and tables, stay as they are; empty lines end paragraphs.
  package static func prose(_ text: String) -> String {
    var lines: [String] = []
    var isInParagraph = false
    for line in text.split(separator: "\n" as Character, omittingEmptySubsequences: false) {
      let isProse = !line.isEmpty && !line.hasPrefix(" ")
      if isProse, isInParagraph {
        lines[lines.count - 1] += " \(line)"
      } else {
        lines.append(String(line))
      }
      isInParagraph = isProse
    }
    return lines.joined(separator: "\n")
  }
}
