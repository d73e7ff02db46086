import struct LabelingCore.SeededGenerator
import LabelingKit
import Testing

/// Holds what is decided by literals, or runs only where literals occur, to RE2.
///
/// An option that changes nothing, `(?-m)`, keeps a pattern away from the literals.
struct LiteralEngineTests {
  private static let pieces = [
    "ab", "abc", "oven", "Oven", "skillet", "k", "s", "ask", "zone ", "http", "-", ":)", "7", " ",
    "é", "École", "c++", "a_b", "$", ".", "€",
  ]
  private static let others = [
    #"\d"#, #"\w+"#, "[ab]", "[^k]", "[.?!]?", "(?:e|ed|ing)?", ".*", ".{0,3}", #"\s"#, #"\S+"#,
    "(?i:oven|ask)", "[A-C]{2}", "[€£k]", "[^€s]", "s{1,3}", "(?:a|bc){2}", "(?:oven|k)+", #"\pL"#,
    "x*",
  ]
  private static let conditions = [#"\b"#, #"\b"#, #"\b"#, "^", "$", #"\A"#, #"\z"#]
  private static let gaps = [
    "", "", " ", " ", "  ", "\n", "\u{A0}", "\u{2003}", "_", "é", "\u{301}", "😀", ".", "!", "-",
    "2",
  ]
  private static let strange = ["\u{212A}", "\u{17F}", "İ", "ı", "ẞ", "A\u{17F}\u{212A}", "日本"]

  private static func text(using rng: inout SeededGenerator) -> String {
    var text = ""
    // Short ones are looked at byte by byte, longer ones 32 bytes at a time.
    let limit = Int.random(in: 0..<3, using: &rng) == 0 ? 40 : 7
    for _ in 0..<Int.random(in: 0...limit, using: &rng) {
      var piece = pieces.randomElement(using: &rng) ?? ""
      if Int.random(in: 0..<4, using: &rng) == 0 { piece = piece.uppercased() }
      if Int.random(in: 0..<12, using: &rng) == 0 {
        piece = strange.randomElement(using: &rng) ?? ""
      }
      text += piece + (gaps.randomElement(using: &rng) ?? "")
    }
    return text
  }

  private static func pattern(depth: Int, using rng: inout SeededGenerator) -> String {
    func part() -> String { pattern(depth: depth - 1, using: &rng) }
    func literal() -> String {
      let piece = pieces.randomElement(using: &rng) ?? ""
      return piece.map { "+$.)".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }
    guard depth > 0 else { return literal() }
    switch Int.random(in: 0..<10, using: &rng) {
    case 0...3: return part() + part()
    case 4: return "(\(part())|\(part()))"
    case 5: return "(?:\(part()))?"
    case 6: return others.randomElement(using: &rng) ?? ""
    case 7...8: return (conditions.randomElement(using: &rng) ?? "") + part()
    default: return part() + (conditions.randomElement(using: &rng) ?? "")
    }
  }

  @Test(arguments: [false, true], 1...4 as ClosedRange<UInt64>)
  func `literals decide patterns as RE2 does`(matchesCase: Bool, seed: UInt64) throws {
    var rng = SeededGenerator(seed: seed)
    let patterns = (0..<120).map { _ in Self.pattern(depth: 4, using: &rng) }
    let texts = (0..<150).map { _ in Self.text(using: &rng) }
    let options = matchesCase ? "" : "(?i)"
    try compare(patterns.map { ($0, options + $0) }, on: texts) { pattern, name in
      Pattern(name, pattern, vote: .good, matchesCase: matchesCase).labelingFunction
    }
  }

  @Test(arguments: [false, true], 1...4 as ClosedRange<UInt64>)
  func `literals decide keywords as RE2 does`(matchesCase: Bool, seed: UInt64) throws {
    let words = ["ab", "abc", "oven", "skillet", "k", "s", "ask", "\u{17F}", "École", "a_b", "日"]
    var rng = SeededGenerator(seed: seed)
    let lists = (0..<100).map { _ in
      (0..<Int.random(in: 1...4, using: &rng)).map { _ in
        (0..<Int.random(in: 1...2, using: &rng)).map { _ in
          words.randomElement(using: &rng) ?? ""
        }
      }
    }
    let texts = (0..<200).map { _ in Self.text(using: &rng) }
    let options = matchesCase ? "" : "(?i)"
    let given = lists.map { list in
      let phrases = list.map { $0.joined(separator: #"[\s\pZ]+"#) }.joined(separator: "|")
      return (
        list.map { $0.joined(separator: " ") }.joined(separator: ","),
        "\(options)(?:^|[^\\pL\\pM\\pN_])(?:\(phrases))(?:$|[^\\pL\\pM\\pN_])"
      )
    }
    try compare(given, on: texts) { keywords, name in
      Keywords(
        name,
        keywords.split(separator: ",").map(String.init),
        vote: .good,
        matchesCase: matchesCase
      ).labelingFunction
    }
  }

  /// Compares a function of each first part with a pattern of the second part on RE2.
  private func compare(
    _ given: [(String, String)],
    on texts: [String],
    _ function: (String, String) -> LabelingFunction<Mood>
  ) throws {
    let functions = given.enumerated().map { index, pair in
      [
        function(pair.0, "literals\(index)"),
        Pattern("re2_\(index)", "(?-m)\(pair.1)", vote: .good, matchesCase: true)
          .labelingFunction,
      ]
    }
    let plugin = PluginUnderTest {
      for function in functions.joined() { function }
    }
    let arena = try plugin.apply(texts.map { TestDocument($0) })
    var hits = 0
    for (index, (name, _)) in given.enumerated() {
      let votes = arena.votes(of: 2 * index)
      let reference = arena.votes(of: 2 * index + 1)
      hits += reference.count { $0 == 0 }
      for row in texts.indices {
        #expect(
          votes[row] == reference[row],
          "\(name.debugDescription) on \(texts[row].debugDescription)"
        )
      }
    }
    #expect(hits > given.count)
  }
}
