/// Writes names and texts as Swift source.
package enum SwiftSource {
  /// The enumeration cases that `winnow new` writes for class names: `not spam` becomes `notSpam`.
  package static func cases(for names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var identifier = identifier(name)
      while !taken.insert(identifier).inserted { identifier += "_" }
      return keywords.contains(identifier) ? "`\(identifier)`" : identifier
    }
  }

  /// An expression for a class of a task that exists: its case, or its name where that is unknown.
  package static func value(ofClass name: String, case identifier: String) -> String {
    let isIdentifier =
      identifier.first.map { $0.isLetter || $0 == "_" } ?? false
      && identifier.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    guard isIdentifier else { return ".init(rawValue: \(literal(name)))!" }
    return keywords.contains(identifier) ? ".`\(identifier)`" : ".\(identifier)"
  }

  /// A string literal; everything but plain characters is escaped.
  package static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "\"": literal += "\\\""
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      default:
        let category = scalar.properties.generalCategory
        let isPlain = ![.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
        literal += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return literal + "\""
  }

  private static func identifier(_ name: String) -> String {
    let parts = name.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    let joined = parts.enumerated().map { index, part in
      let first = part.prefix(1)
      return (index == 0 ? first.lowercased() : first.uppercased()) + part.dropFirst()
    }.joined()
    // A vote is an optional class, so '.none' would abstain.
    if ["none", "some"].contains(joined) { return "\(joined)OfThese" }
    let isPlain = joined.first.map { $0.isLetter || $0 == "_" } ?? false
    return isPlain ? joined : "class\(joined)"
  }

  private static let keywords: Set = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
    "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows",
    "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws",
    "true", "try", "typealias", "var", "where", "while",
  ]
}
