import struct LabelingCore.SeededGenerator
import LabelingKit
import Testing

struct DocumentTextTests {
  @Test(
    arguments: [
      ("Hello World", "WORLD", true), ("ÉCOLE", "école", true), ("école", "É", true),
      ("abc", "", false),
      ("", "a", false), ("", "", false), ("naïve", "naive", false), ("a\0b", "\0B", true),
      ("😀😂", "😂", true), ("winner", "win", true),
    ]
  )
  func `contains ignores case`(text: String, needle: String, expected: Bool) {
    #expect(Document(text: text).contains(needle) == expected)
  }

  @Test func `contains can match case`() {
    let document = Document(text: "Hello École")
    #expect(document.contains("École", matchesCase: true))
    #expect(!document.contains("école", matchesCase: true))
    #expect(document.containsAny(of: ["x", "HELLO"]))
    #expect(!document.containsAny(of: ["x", "HELLO"], matchesCase: true))
    #expect(!document.containsAny(of: []))
  }

  @Test(
    arguments: [
      ("aaaa", "aa", 2), ("aXaxA", "x", 2), ("", "a", 0), ("abc", "", 0), ("ÉéÉ", "é", 3),
    ]
  )
  func `occurrences are counted without overlaps`(text: String, needle: String, count: Int) {
    #expect(Document(text: text).count(of: needle) == count)
  }

  @Test func `prefixes and suffixes ignore case`() {
    let document = Document(text: "Élan vital!")
    #expect(document.hasPrefix("élan"))
    #expect(document.hasPrefix(""))
    #expect(!document.hasPrefix("élan vital! and more"))
    #expect(document.hasSuffix("VITAL!"))
    #expect(document.hasSuffix(""))
    #expect(!document.hasSuffix("an élan vital!"))
  }

  @Test(
    arguments: [
      ("Don't stop", ["don't", "stop"]), ("'tis rock 'n' roll'", ["tis", "rock", "n", "roll"]),
      ("C'est l’été", ["c'est", "l’été"]), ("a_b c-d 3.5", ["a_b", "c", "d", "3", "5"]),
      ("日本 x", ["日本", "x"]), ("e\u{301}a", ["e\u{301}a"]), ("😀a😀", ["a"]), ("", []), ("!?", []),
      ("x²", ["x²"]), ("éÀ", ["éà"]), ("a''b", ["a", "b"]), ("tail'", ["tail"]),
    ]
  )
  func `words are runs of letters, marks, digits and inner apostrophes`(
    text: String,
    words: [String]
  ) {
    #expect(Document(text: text).words == words)
  }

  @Test func `sentences stand as they are in the text`() {
    let document = Document(text: "  Ça va? Oui, ça VA!\n")
    #expect(document.sentences == ["Ça va?", "Oui, ça VA!"])
    #expect(document.sentences.count == 2)
    #expect(Document(text: "").sentences.isEmpty)
  }

  @Test func `a word is found whole and in any case`() {
    let document = Document(text: "The Prize is yours")
    #expect(document.contains(word: "PRIZE"))
    #expect(!document.contains(word: "priz"))
  }

  @Test func `the text is given as it is and in lower case`() {
    let document = Document(text: "Ab É")
    #expect(document.text == "Ab É")
    #expect(document.lowercasedText == "ab é")
    #expect(document.byteCount == 5)
    #expect(document.textBytes.elementsEqual("Ab É".utf8))
    #expect(document.id == "example")
  }

  @Test func `patterns are matched, and malformed ones throw`() throws {
    let document = Document(text: "Order 12345")
    #expect(try document.matches(#"\d{5}$"#))
    #expect(try document.matches("ORDER"))
    #expect(try !document.matches("ORDER", matchesCase: true))
    #expect(throws: PatternError.self) { try document.matches("(") }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `helpers find what a search byte by byte finds`(seed: UInt64) {
    var rng = SeededGenerator(seed: seed)
    let alphabet = ["a", "b", "A", "B", " ", "é", "É", "İ", "\u{212A}", "k", "i", "ſ", "😀", "\0"]
    func string(_ lengths: ClosedRange<Int>) -> String {
      (0..<Int.random(in: lengths, using: &rng)).map { _ in
        alphabet.prefix(Int.random(in: 2...alphabet.count, using: &rng)).randomElement(using: &rng)
          ?? ""
      }.joined()
    }
    for _ in 0..<300 {
      let text = string(0...70)
      let document = Document(text: text)
      for needle in [string(1...3), string(1...3), string(1...20), "ab"] {
        for matchesCase in [false, true] {
          let haystack = Array((matchesCase ? text : text.lowercased()).utf8)
          let sought = Array((matchesCase ? needle : needle.lowercased()).utf8)
          let hits = haystack.indices.filter { haystack[$0...].starts(with: sought) }
          var count = 0
          var end = 0
          for hit in hits where hit >= end {
            count += 1
            end = hit + sought.count
          }
          let comment = Comment(rawValue: "\(needle.debugDescription) in \(text.debugDescription)")
          #expect(document.contains(needle, matchesCase: matchesCase) == !hits.isEmpty, comment)
          #expect(document.count(of: needle, matchesCase: matchesCase) == count, comment)
          guard !matchesCase else { continue }
          #expect(document.hasPrefix(needle) == haystack.starts(with: sought), comment)
          #expect(
            document.hasSuffix(needle) == (hits.last == haystack.count - sought.count),
            comment
          )
        }
      }
    }
  }
}
