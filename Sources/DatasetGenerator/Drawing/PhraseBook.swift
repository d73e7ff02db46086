/// Phrases by slot name, and how templates are filled with them.
///
/// In a template `{name}` stands for one of the slot's phrases and `[a|b|]`
/// for one of the alternatives, which may be empty. Both may hold further
/// slots and brackets. `{d}` is a digit, `{D}` one that is not zero and `{x}` a
/// small letter or digit. White space that an empty alternative leaves behind
/// is closed up.
struct PhraseBook: Sendable {
  private let slots: [String: [String]]

  /// Joins lists of slots; a name is in one list only.
  init(_ lists: [String: [String]]...) {
    slots = lists.reduce(into: [:]) { all, list in
      all.merge(list) { _, _ in preconditionFailure("a slot is defined once") }
    }
  }

  /// A text made from a template.
  func text(_ template: String, using draws: inout DrawSource) -> String {
    var text: [UInt8] = []
    append(Array(template.utf8)[...], to: &text, using: &draws)
    return Self.closingUp(text)
  }

  private func append(
    _ template: ArraySlice<UInt8>,
    to text: inout [UInt8],
    using draws: inout DrawSource
  ) {
    var rest = template
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "{"):
        let end = Self.end(of: rest, closing: UInt8(ascii: "}"))
        let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        append(Array(phrase(name, using: &draws).utf8)[...], to: &text, using: &draws)
        rest = rest[(end + 1)...]
      case UInt8(ascii: "["):
        let end = Self.end(of: rest, closing: UInt8(ascii: "]"))
        let choices = Self.alternatives(rest[(rest.startIndex + 1)..<end])
        append(draws.pick(choices), to: &text, using: &draws)
        rest = rest[(end + 1)...]
      default:
        text.append(byte)
        rest.removeFirst()
      }
    }
  }

  private func phrase(_ name: String, using draws: inout DrawSource) -> String {
    switch name {
    case "d": return "\(draws.below(10))"
    case "D": return "\(draws.within(1...9))"
    case "x":
      let digits = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
      return String(decoding: [draws.pick(digits)], as: UTF8.self)
    default:
      guard let phrases = slots[name] else { preconditionFailure("no slot is named '\(name)'") }
      return draws.pick(phrases)
    }
  }

  /// The index of the bracket that closes the one the template begins with.
  private static func end(of template: ArraySlice<UInt8>, closing: UInt8) -> Int {
    let opening = template[template.startIndex]
    var depth = 0
    for (index, byte) in zip(template.indices, template) {
      if byte == opening { depth += 1 }
      if byte == closing { depth -= 1 }
      if depth == 0 { return index }
    }
    preconditionFailure("a bracket of the template is not closed")
  }

  /// Splits at bars outside inner brackets.
  private static func alternatives(_ choices: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var depth = 0
    var start = choices.startIndex
    for (index, byte) in zip(choices.indices, choices) {
      switch byte {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "|") where depth == 0:
        found.append(choices[start..<index])
        start = index + 1
      default: break
      }
    }
    return found + [choices[start...]]
  }

  /// One space for several, none at the ends and before `,`, `.`, `!` and `?`.
  private static func closingUp(_ text: [UInt8]) -> String {
    var closed: [UInt8] = []
    for byte in text {
      let isMark = ",.!?\n".utf8.contains(byte)
      let isSpace = byte == UInt8(ascii: " ")
      if isMark, closed.last == UInt8(ascii: " ") { closed.removeLast() }
      if isSpace, [nil, UInt8(ascii: " "), UInt8(ascii: "\n")].contains(closed.last) { continue }
      closed.append(byte)
    }
    while let last = closed.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\n") {
      closed.removeLast()
    }
    return String(decoding: closed, as: UTF8.self)
  }
}
