/// Writes keywords as regular expressions.
enum KeywordPattern {
  /// The expression for texts of ASCII characters only: `\b` marks words there.
  static func forASCIITexts(_ keywords: [String], matchesCase: Bool) -> String {
    expression(keywords, matchesCase: matchesCase, before: #"\b"#, after: #"\b"#)
  }

  /// The expression for any text, on which RE2's `\b` would split words at accents.
  static func forAnyText(_ keywords: [String], matchesCase: Bool) -> String {
    expression(
      keywords,
      matchesCase: matchesCase,
      before: #"(?:^|[^\pL\pM\pN_])"#,
      after: #"(?:$|[^\pL\pM\pN_])"#
    )
  }

  private static func expression(
    _ keywords: [String],
    matchesCase: Bool,
    before: String,
    after: String
  ) -> String {
    // Keywords with the same boundaries share one group, which keeps the automaton small.
    var groups: [[Bool]: [String]] = [:]
    for keyword in keywords {
      let scalars = keyword.unicodeScalars
      guard let first = scalars.first, let last = scalars.last else { continue }
      groups[[TextScan.isWord(first), TextScan.isWord(last)], default: []].append(quoted(keyword))
    }
    let alternatives = [[true, true], [true, false], [false, true], [false, false]].compactMap {
      edges in
      groups[edges].map {
        (edges[0] ? before : "") + "(?:\($0.joined(separator: "|")))" + (edges[1] ? after : "")
      }
    }
    return (matchesCase ? "" : "(?i)") + "(?:\(alternatives.joined(separator: "|")))"
  }

  /// The keyword with every special character escaped and runs of spaces made `\s+`.
  private static func quoted(_ keyword: String) -> String {
    keyword.split(separator: " ").map { part in
      part.unicodeScalars.map { scalar in
        scalar.isASCII && !TextScan.isWord(scalar) ? "\\\(scalar)" : "\(scalar)"
      }.joined()
    }.joined(separator: #"\s+"#)
  }
}
