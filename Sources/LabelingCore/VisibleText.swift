/// Text from outside made fit for a terminal: what it could take for a command is shown, not sent.
///
/// Control characters, line and paragraph separators, and characters that turn the direction of
/// writing are written as Swift writes them in a literal: `\n`, `\t`, `\u{1B}`. The result has
/// nothing left to escape, so escaping it again changes nothing.
package enum VisibleText {
  /// The text on one line.
  package static func line(_ text: some StringProtocol) -> String { escaped(text, by: escape) }

  /// The text with its line breaks; tabs become blanks.
  package static func lines(_ text: some StringProtocol) -> String {
    escaped(text) { scalar in
      switch scalar {
      case "\n": "\n"
      case "\t": "    "
      default: escape(scalar)
      }
    }
  }

  /// What is shown in place of a character; `nil` for one that is shown as it is.
  package static func escape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: break
    }
    guard isCommand(scalar.value) else { return nil }
    return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  /// Controls (C0, DEL, C1), separators, marks and overrides of direction, interlinear annotations,
  /// byte order marks and tags.
  private static func isCommand(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  private static func escaped(
    _ text: some StringProtocol,
    by escape: (Unicode.Scalar) -> String?
  ) -> String {
    guard mayHoldCommands(text) else { return String(text) }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let escape = escape(scalar) {
        shown.append(contentsOf: escape.unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// Whether a byte occurs that begins a character to escape; most texts have none.
  private static func mayHoldCommands(_ text: some StringProtocol) -> Bool {
    text.utf8.contains { byte in
      switch byte {
      case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3: true
      default: false
      }
    }
  }
}
