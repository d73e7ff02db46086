import LabelingKit
import Testing

/// One default for upper and lower case: they are the same unless `matchesCase` is set.
struct CaseTests {
  private func vote(
    _ text: String,
    fields: [(String, TestDocument.Value)] = [],
    @LabelingFunctionBuilder<Mood> _ function: @escaping () -> [LabelingFunction<Mood>]
  ) throws -> Mood? {
    try PluginUnderTest(function).votes(on: [TestDocument(text, fields: fields)])[0]
  }

  @Test(arguments: ["so GLAD", "so glad", "SO Glad!"])
  func `declared functions ignore case`(text: String) throws {
    #expect(try vote(text) { Keywords("k", ["Glad"], vote: .good) } == .good)
    #expect(try vote(text) { Pattern("p", #"\bGla"#, vote: .good) } == .good)
    #expect(try vote(text) { Pattern("p", #"Glad(?!ly)"#, vote: .good) } == .good)
    #expect(try vote(text) { Lookup("l", list: "Fixtures/words.txt", vote: .good) } == .good)
  }

  @Test func `declared functions match case on request`() throws {
    for (text, expected) in [("so glad", Mood.good), ("so GLAD", nil)] {
      #expect(
        try vote(text) { Keywords("k", ["glad"], vote: .good, matchesCase: true) } == expected
      )
      #expect(try vote(text) { Pattern("p", "glad", vote: .good, matchesCase: true) } == expected)
      #expect(
        try vote(text) { Pattern("p", "glad(?!ly)", vote: .good, matchesCase: true) } == expected
      )
      #expect(
        try vote(text) {
          Lookup("l", list: "Fixtures/words.txt", vote: .good, matchesCase: true)
        } == expected
      )
      #expect(
        try vote("x", fields: [("mood", .string(String(text.dropFirst(3))))]) {
          Lookup("l", table: "Fixtures/table.csv", field: "mood", matchesCase: true)
        } == expected
      )
    }
    // A part of a pattern may differ from the rest.
    #expect(try vote("EUR 5") { Pattern("p", "(?-i:EUR) 5", vote: .good) } == .good)
    #expect(try vote("eur 5") { Pattern("p", "(?-i:EUR) 5", vote: .good) } == nil)
  }

  @Test func `helpers ignore case, and match it on request`() throws {
    let document = Document(text: "Élan VITAL")
    for matchesCase in [false, true] {
      #expect(document.contains("élan", matchesCase: matchesCase) != matchesCase)
      #expect(document.containsAny(of: ["x", "vital"], matchesCase: matchesCase) != matchesCase)
      #expect(document.contains(word: "vital", matchesCase: matchesCase) != matchesCase)
      #expect(document.count(of: "vi", matchesCase: matchesCase) == (matchesCase ? 0 : 1))
      #expect(document.hasPrefix("élan", matchesCase: matchesCase) != matchesCase)
      #expect(document.hasSuffix("vital", matchesCase: matchesCase) != matchesCase)
      #expect(try document.matches("vital", matchesCase: matchesCase) != matchesCase)
    }
    #expect(document.contains(word: "VITAL", matchesCase: true))
    #expect(document.contains("élan") && document.hasPrefix("élan"))
    #expect(document.contains(word: "vital") && document.count(of: "vi") == 1)
    #expect(document.hasSuffix("vital") && document.containsAny(of: ["vital"]))
    #expect(try document.matches("vital"))
  }
}
