internal import TextKit

/// Writes keywords as regular expressions.
enum KeywordPattern {
  /// The expression for texts of ASCII characters only: `\b` marks words there.
  static func forASCIITexts(_ keywords: [String], matchesCase: Bool) -> String {
    expression(keywords, matchesCase: matchesCase, before: #"\b"#, after: #"\b"#, gap: #"\s+"#)
  }

  /// The expression for any text, on which RE2's `\b` would split words at accents.
  static func forAnyText(_ keywords: [String], matchesCase: Bool) -> String {
    expression(
      keywords,
      matchesCase: matchesCase,
      before: #"(?:^|[^\pL\pM\pN_])"#,
      after: #"(?:$|[^\pL\pM\pN_])"#,
      gap: #"[\s\pZ]+"#
    )
  }

  /// The expression for any text with the keyword in the first of its groups that takes part.
  static func withGroups(_ keywords: [String], matchesCase: Bool) -> String {
    expression(
      keywords,
      matchesCase: matchesCase,
      before: #"(?:^|[^\pL\pM\pN_])"#,
      after: #"(?:$|[^\pL\pM\pN_])"#,
      gap: #"[\s\pZ]+"#,
      group: "("
    )
  }

  /// The number of groups that ``withGroups(_:matchesCase:)`` has at most.
  static let groupLimit = 4

  /// An expression that matches on any text where the keywords' characters stand,
  /// also in the middle of a word.
  static func withoutEdges(_ keywords: [String], matchesCase: Bool) -> String {
    expression(keywords, matchesCase: matchesCase, before: "", after: "", gap: #"[\s\pZ]+"#)
  }

  private static func expression(
    _ keywords: [String],
    matchesCase: Bool,
    before: String,
    after: String,
    gap: String,
    group: String = "(?:"
  ) -> String {
    // Keywords with the same boundaries share one group, which keeps the automaton small.
    var groups: [[Bool]: [String]] = [:]
    for keyword in keywords {
      let parts = keyword.split(whereSeparator: \.isWhitespace)
      guard let first = parts.first?.unicodeScalars.first,
        let last = parts.last?.unicodeScalars.last
      else { continue }
      let edges = [first.isWordCharacter, last.isWordCharacter]
      groups[edges, default: []].append(parts.map(quoted).joined(separator: gap))
    }
    let alternatives = [[true, true], [true, false], [false, true], [false, false]].compactMap {
      edges in
      groups[edges].map {
        (edges[0] ? before : "") + group + "\($0.joined(separator: "|")))" + (edges[1] ? after : "")
      }
    }
    return (matchesCase ? "" : "(?i)") + "(?:\(alternatives.joined(separator: "|")))"
  }

  /// A keyword's part with every special character escaped.
  private static func quoted(_ part: Substring) -> String {
    part.unicodeScalars.map { scalar in
      scalar.isASCII && !scalar.isWordCharacter ? escaped(scalar) : "\(scalar)"
    }.joined()
  }

  /// RE2 takes a backslash before punctuation only, so control characters go as numbers.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    scalar.value < 0x20 || scalar.value == 0x7F
      ? "\\x{\(String(scalar.value, radix: 16))}" : "\\\(scalar)"
  }
}
