/// Text as HTML and SVG show it.
package enum Markup {
  /// What happens to line breaks and tabs.
  package enum Blanks: Sendable {
    /// They stay as they are.
    case kept
    /// Each becomes a space.
    case flattened
  }

  /// The text with everything replaced that markup would take for its own.
  ///
  /// It is fit for the content of an element and for an attribute in either kind of quotes.
  /// Control characters, which markup may not hold even in disguise, become U+FFFD.
  /// - Complexity: O(length).
  package static func escaped(_ text: String, blanks: Blanks = .kept) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r":
        escaped.unicodeScalars.append(blanks == .kept ? scalar : " ")
      default:
        let isForbidden =
          scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
          || scalar.value & 0xFFFE == 0xFFFE
        escaped.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }
}
