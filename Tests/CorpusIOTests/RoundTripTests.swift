import CorpusIO
import Foundation
import LabelingCore
import Testing

/// Random tables go through writers and readers and must come back.
struct RoundTripTests {
  private static let pieces = [
    "a", "bc ", ",", "\"", "\n", "\r\n", "\t", " ", "é", "東京", "👍🏽", "<b>", "&amp;", "]]>", "'",
    "\\", "{", "\u{FEFF}", "longer plain text without anything special in it",
  ]

  private static func text(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...8, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\u0009"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func table(_ seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    let width = Int.random(in: 1...5, using: &generator)
    return (0..<Int.random(in: 1...8, using: &generator)).map { _ in
      "{"
        + (0..<width).map { "\"f\($0)\":\(quoted(text(&generator)))" }.joined(separator: ",")
        + "}\n"
    }.joined()
  }

  private static func value(_ generator: inout SeededGenerator, _ depth: Int) -> String {
    switch Int.random(in: 0...(depth > 3 ? 1 : 3), using: &generator) {
    case 0, 1: return quoted(text(&generator))
    case 2:
      // XML has no lists of one element.
      let count = Int.random(in: 2...3, using: &generator)
      return "["
        + (0..<count).map { _ in object(&generator, depth + 1) }.joined(separator: ",") + "]"
    default: return object(&generator, depth + 1)
    }
  }

  private static func object(_ generator: inout SeededGenerator, _ depth: Int) -> String {
    let count = Int.random(in: 1...3, using: &generator)
    let attributes = (0..<Int.random(in: 1...2, using: &generator))
      .map { "\"@a\($0)\":\(quoted(text(&generator)))" }
    let members = (0..<count).map { "\"m\($0)\":\(value(&generator, depth))" }
    return "{" + (attributes + members).joined(separator: ",") + "}"
  }

  /// The values of JSON Lines, which do not tell in what order members stand.
  private static func values(_ lines: String) -> [NSDictionary] {
    lines.split(separator: "\n").map {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? NSDictionary ?? [:]
    }
  }

  private func documents(_ text: String, _ format: CorpusFormat) -> [[Document.Cell]] {
    var options = CorpusOptions()
    options.recordPath = "/documents/document"
    let reading = Reading(text, format, options)
    #expect(reading.error == nil)
    return reading.documents.map(\.cells)
  }

  @Test(arguments: CorpusFormat.allCases, [CorpusFormat.csv, .jsonl, .xml])
  func `a table comes back through two formats`(first: CorpusFormat, second: CorpusFormat) throws {
    for seed in 0..<60 {
      let original = Self.table(UInt64(seed))
      let expected = documents(original, .jsonl)
      let a = try Writing(original, .jsonl, to: first)
      #expect(a.losses.isEmpty)
      #expect(documents(a.text, first) == expected, "seed \(seed)")
      let b = try Writing(a.text, first, to: second)
      #expect(documents(b.text, second) == expected, "seed \(seed)")
    }
  }

  @Test func `nested values come back from XML`() throws {
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let original = (0..<3).map { _ in Self.object(&generator, 0) + "\n" }.joined()
      let xml = try Writing(original, .jsonl, to: .xml)
      #expect(xml.losses.isEmpty)
      let back = try Writing(xml.text, .xml, to: .jsonl)
      let again = try Writing(back.text, .jsonl, to: .xml)
      #expect(again.text == xml.text, "seed \(seed)")
      #expect(Self.values(back.text) == Self.values(original), "seed \(seed)")
    }
  }

  private static let names = [
    "a", "b", "id", "@k", "@l", "#text", "field", "@name", "x y", "2nd", "", "caf\u{E9}",
    "cafe\u{301}", "p:q", "@xmlns:p", "@xmlns", "@p:k", "@xmlns:q", "@q:k", "xmlns:z", "@x y",
    "\u{1F600}", "\u{218}", "xml", "a.b", "-", "@", "@field", "name",
  ]

  /// A value of any kind, also such as no format but JSON has.
  private static func anyValue(_ generator: inout SeededGenerator, _ depth: Int) -> String {
    switch Int.random(in: 0...(depth > 2 ? 6 : 9), using: &generator) {
    case 0...2: return quoted(text(&generator))
    case 3: return ["0", "-1.50", "1e400"].randomElement(using: &generator) ?? ""
    case 4: return ["true", "null"].randomElement(using: &generator) ?? ""
    case 5: return quoted("urn:\(Int.random(in: 0...1, using: &generator))")
    case 6: return #""x\ud800""#
    case 7:
      return "["
        + (0..<Int.random(in: 0...3, using: &generator))
        .map { _ in anyValue(&generator, depth + 1) }.joined(separator: ",") + "]"
    default: return anyObject(&generator, depth + 1)
    }
  }

  private static func anyObject(_ generator: inout SeededGenerator, _ depth: Int) -> String {
    let keys = names.shuffled(using: &generator).prefix(Int.random(in: 0...4, using: &generator))
    return "{"
      + keys.map { "\(quoted($0)):\(anyValue(&generator, depth))" }.joined(separator: ",") + "}"
  }

  @Test(arguments: [CorpusFormat.csv, .xml])
  func `what does not come back from a format was told`(format: CorpusFormat) throws {
    var wholeCount = 0
    for seed in 0..<1500 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let count = Int.random(in: 1...3, using: &generator)
      let original = (0..<count).map { _ in Self.anyObject(&generator, 0) + "\n" }.joined()
      let there = try Writing(original, .jsonl, to: format)
      let back = try Writing(there.text, format, to: .jsonl)
      let isWhole = Self.values(back.text) == Self.values(original)
      if isWhole { wholeCount += 1 }
      #expect(
        isWhole || !there.losses.isEmpty,
        "seed \(seed): \(original)\(there.text)\(back.text)"
      )
    }
    #expect(wholeCount > 50)
  }

  @Test func `written XML is read by a parser that knows name spaces`() throws {
    for seed in 0..<600 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let original = (0..<3).map { _ in Self.anyObject(&generator, 0) + "\n" }.joined()
      let xml = try Writing(original, .jsonl, to: .xml)
      #expect(NamespaceCheck.isWellFormed(xml.text), "seed \(seed): \(xml.text)")
    }
  }
}
