/// What is wrong with a command line, in the words of all other messages.
///
/// The parser has its own words; here they become `error:`, `help:` and `usage:`.
package enum UsageText {
  /// The message, its help, and the usage, line by line.
  ///
  /// - Parameters:
  ///   - message: What the parser says is wrong.
  ///   - text: All that the parser would print; the message is a part of it.
  /// - Returns: Lines to print.
  package static func lines(_ message: String, in text: String) -> [String] {
    let refusal = refusal(message)
    var lines = split("error: \(refusal?.words ?? message)")
    let rest = split(String(rest(of: text, behind: message)))
    let hasHelp = (lines + rest).contains { $0.lowercased().hasPrefix("help:") }
    if !hasHelp, let command = rest.lazy.compactMap(helpCommand).first {
      lines.append("help: see '\(command)'")
    }
    for line in rest {
      if line.hasPrefix("Help:"), refusal?.hasHelp == true { continue }
      if !hasHelp, helpCommand(in: line) != nil { continue }
      lines.append(lowercased(line))
    }
    return lines
  }

  /// The command that the parser says shows more; `nil` for another line.
  private static func helpCommand(in line: String) -> Substring? {
    let words = line.drop { $0 == " " }
    guard words.hasPrefix("See '"), let end = words.dropFirst(5).firstIndex(of: "'") else {
      return nil
    }
    return words.dropFirst(5)[..<end]
  }

  /// The words for a value that an option or argument does not take; `nil` for other messages.
  private static func refusal(_ message: String) -> (words: String, hasHelp: Bool)? {
    let (opening, middle) = ("The value '", "' is invalid for '")
    guard message.hasPrefix(opening), let middle = message.firstRange(of: middle) else {
      return nil
    }
    let value = message[
      message.index(message.startIndex, offsetBy: opening.count)..<middle.lowerBound
    ]
    let behind = message[middle.upperBound...]
    guard let quote = behind.firstIndex(of: "'") else { return nil }
    var option = behind[..<quote]
    // "--limit <limit>" names the option and what it takes.
    if option.hasPrefix("-"), let blank = option.firstIndex(of: " ") { option = option[..<blank] }
    var reason = behind[behind.index(after: quote)...]
    for separator in [": ", ". Please provide one of the following:", ". Please provide one of "]
    where reason.hasPrefix(separator) {
      reason = reason.dropFirst(separator.count)
      if separator.hasPrefix(".") {
        let names = reason.split { $0 == "\n" }.map { $0.drop { $0 == " " || $0 == "-" } }
        reason = "values are \(names.joined(separator: ", "))"
        if reason.hasSuffix(".") { reason.removeLast() }
      }
      break
    }
    let headline = UsageError.headline(value: value, of: String(option))
    return reason.isEmpty ? (headline, false) : ("\(headline)\nhelp: \(reason)", true)
  }

  /// What the parser prints below the message.
  private static func rest(of text: String, behind message: String) -> Substring {
    guard let range = text.firstRange(of: message) else { return text[...] }
    return text[range.upperBound...].drop { $0.isNewline }
  }

  private static func lowercased(_ line: String) -> String {
    for label in ["Error", "Help", "Usage"] where line.hasPrefix("\(label): ") {
      return label.lowercased() + line.dropFirst(label.count)
    }
    return line
  }

  private static func split(_ text: String) -> [String] {
    text.split(separator: "\n" as Character, omittingEmptySubsequences: false).map { String($0) }
  }
}
