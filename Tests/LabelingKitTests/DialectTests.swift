import struct LabelingCore.SeededGenerator
import LabelingKit
import Testing

/// Holds the two engines to one dialect: `Pattern` runs on RE2, `Document.matches` on PCRE2.
///
/// Left out is what is known to differ: the vertical tab, which is white space to
/// PCRE2's `\s` only, and `\B`, which RE2 finds between the bytes of a character.
struct DialectTests {
  private static let atoms = [
    "a", "b", "A", "é", "É", "ß", "1", " ", ".", #"\d"#, #"\D"#, #"\w"#, #"\W"#, #"\s"#, #"\S"#,
    #"\pL"#,
    #"\PL"#, "[ab]", "[^a]", "[a-cé]", #"[\d_]"#, "[[:upper:]]", #"\n"#, #"\."#, "(?i:é)",
    #"\x{E9}"#,
  ]
  private static let wholes = ["\\b", "^", "$", "\\A", "\\z"]
  private static let characters: [Character] = [
    "a", "b", "A", "é", "É", "ß", "1", " ", "\n", ".", "_", "😀", "٣", "\t", "\u{A0}",
  ]

  @Test(arguments: [false, true], 1...3 as ClosedRange<UInt64>)
  func `both engines agree on random patterns and texts`(matchesCase: Bool, seed: UInt64) throws {
    var rng = SeededGenerator(seed: seed)
    let patterns = (0..<150).map { _ in Self.pattern(depth: 3, using: &rng) }
    let texts = (0..<60).map { _ in
      String(
        (0..<Int.random(in: 0...9, using: &rng)).map { _ in
          Self.characters.randomElement(using: &rng) ?? "a"
        }
      )
    }
    let plugin = PluginUnderTest {
      for (index, pattern) in patterns.enumerated() {
        Pattern("p\(index)", pattern, vote: .good, matchesCase: matchesCase)
      }
    }
    let arena = try plugin.apply(texts.map { TestDocument($0) })
    for (index, pattern) in patterns.enumerated() {
      let votes = arena.votes(of: index)
      for (row, text) in texts.enumerated() {
        let onPCRE2 = try Document(text: text).matches(pattern, matchesCase: matchesCase)
        #expect(
          (votes[row] == 0) == onPCRE2,
          "\(pattern.debugDescription) on \(text.debugDescription)"
        )
      }
    }
  }

  private static func pattern(depth: Int, using rng: inout some RandomNumberGenerator) -> String {
    func part() -> String { pattern(depth: depth - 1, using: &rng) }
    let atom = atoms.randomElement(using: &rng) ?? "a"
    guard depth > 0 else { return atom }
    switch Int.random(in: 0..<10, using: &rng) {
    case 0...2: return part() + part()
    case 3: return "(?:\(part())|\(part()))"
    case 4: return "(?:\(part()))*"
    case 5: return "(?:\(part()))+?"
    case 6: return "(\(part()))?"
    case 7: return "(?:\(part())){1,2}"
    case 8: return (wholes.randomElement(using: &rng) ?? "") + part()
    default: return atom
    }
  }
}
