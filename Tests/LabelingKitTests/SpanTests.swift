import struct LabelingCore.SeededGenerator
import LabelingKit
import Testing

struct SpanTests {
  private typealias Span = PluginUnderTest.Span

  private func spans(
    _ text: String,
    @LabelingFunctionBuilder<Mood> _ functions: @escaping () -> [LabelingFunction<Mood>]
  ) throws -> [Span] {
    try PluginUnderTest(functions).spans(of: [TestDocument(text)])
  }

  @Test func `keywords tell each whole word without its neighbors`() throws {
    let found = try spans("Sub, submarine sub sub!") { Keywords("k", ["sub"], vote: .good) }
    #expect(
      found == [
        Span(part: "Sub", start: 0), Span(part: "sub", start: 15), Span(part: "sub", start: 19),
      ]
    )
  }

  @Test func `offsets count UTF-8 bytes`() throws {
    let found = try spans("é straße 😀 Straße") { Keywords("k", ["straße"], vote: .good) }
    #expect(found == [Span(part: "straße", start: 3), Span(part: "Straße", start: 16)])
  }

  @Test func `a phrase takes in its white space, and marks need no neighbors`() throws {
    let found = try spans("so you  won!!") { Keywords("k", ["you won", "!!"], vote: .good) }
    #expect(found == [Span(part: "you  won", start: 3), Span(part: "!!", start: 11)])
  }

  @Test func `patterns tell every match in both engines`() throws {
    let found = try spans("see www.a and WWW.b") {
      Pattern("set", #"www\.\w"#, vote: .good)
      Pattern("backtracking", #"www(?=\.)"#, vote: .bad)
    }
    #expect(
      found == [
        Span(part: "www.a", start: 4), Span(part: "WWW.b", start: 14),
        Span(function: 1, part: "www", start: 4, vote: .bad),
        Span(function: 1, part: "WWW", start: 14, vote: .bad),
      ]
    )
  }

  @Test func `matches without characters are not told and do not hinder others`() throws {
    let found = try spans("éaéaa") { Pattern("p", "a*", vote: .good) }
    #expect(found == [Span(part: "a", start: 2), Span(part: "aa", start: 5)])
    #expect(try spans("") { Pattern("p", "a*", vote: .good) }.isEmpty)
  }

  @Test func `lookups tell terms as they stand in the text`() throws {
    let found = try spans("İ. SHOP.example, ÜBERGLÜCKLICH over  the\nmoon") {
      Lookup("words", list: "Fixtures/words.txt", vote: .bad)
    }
    #expect(
      found == [
        Span(part: "SHOP.example", start: 4, vote: .bad),
        Span(part: "ÜBERGLÜCKLICH", start: 18, vote: .bad),
        Span(part: "over  the\nmoon", start: 34, vote: .bad),
      ]
    )
  }

  @Test func `a table's terms are told with their classes, also where they are tied`() throws {
    let found = try spans("a blue sky") { Lookup("t", table: "Fixtures/table.csv") }
    #expect(
      found == [
        Span(part: "blue", start: 2, vote: .bad), Span(part: "blue sky", start: 2),
      ]
    )
  }

  @Test func `a lookup in a field tells the field`() throws {
    let plugin = PluginUnderTest { Lookup("t", table: "Fixtures/table.csv", field: "mood") }
    let document = TestDocument("glad", fields: [("n", .number("1")), ("mood", .string("Sad"))])
    #expect(
      try plugin.spans(of: [document]) == [Span(isText: false, part: "Sad", start: 0, vote: .bad)]
    )
  }

  @Test func `code tells nothing, and neither do functions that are switched off`() throws {
    let plugin = PluginUnderTest {
      LabelingFunction("code") { _ in .good }
      Keywords("k", ["a"], vote: .good)
      Keywords("off", ["a"], vote: .good)
    }
    let found = try plugin.spans(of: [TestDocument("b"), TestDocument("a")], disabled: [2])
    #expect(found == [Span(row: 1, function: 1, part: "a", start: 0)])
  }

  @Test func `a function has a span exactly where it votes`() throws {
    let plugin = PluginUnderTest {
      Keywords("k", ["ab", "é b", "c.", "'a"], vote: .good)
      Pattern("p", "b+[^c]", vote: .good)
      Pattern("q", "a(?!b)", vote: .good)
      Lookup("l", list: "Fixtures/words.txt", vote: .good)
    }
    var random = SeededGenerator(seed: 20)
    let pieces = ["a", "b", "c", "é", " ", ".", "'", "’", "ab", "\n", "_", "glad"]
    let documents = (0..<400).map { _ in
      TestDocument(
        (0..<Int.random(in: 0..<9, using: &random)).map { _ in
          pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
      )
    }
    let arena = try plugin.apply(documents)
    let told = Set(try plugin.spans(of: documents).map { [$0.function, $0.row] })
    for function in 0..<4 {
      for (row, vote) in arena.votes(of: function).enumerated() {
        #expect((vote >= 0) == told.contains([function, row]), "\(documents[row]) \(function)")
      }
    }
  }
}
