import LabelingKit
import Testing

struct LookupTests {
  @Test func `a list's terms are found among the words`() throws {
    let plugin = PluginUnderTest { Lookup("l", list: "Fixtures/words.txt", vote: .good) }
    let texts = [
      "So GLAD!", "gladly", "überglücklich", "over  the\nmoon", "over the blue moon",
      "see http://shop.example/x", "a shop, an example", "# words", "",
    ]
    #expect(
      try plugin.votes(on: texts) == [.good, nil, .good, .good, nil, .good, nil, nil, nil]
    )
  }

  @Test func `a byte order mark and Windows line ends are no part of a term`() throws {
    let plugin = PluginUnderTest { Lookup("l", list: "Fixtures/windows.txt", vote: .good) }
    #expect(try plugin.votes(on: ["the first", "the second", "third"]) == [.good, .good, nil])
  }

  @Test func `a table votes for the class with the most distinct terms`() throws {
    let plugin = PluginUnderTest { Lookup("t", table: "Fixtures/table.csv") }
    let texts = [
      "glad", "sad", "so, so", "so so", "glad and sad", "glad, cheerful and sad", "glad glad sad",
      "a blue sky", "blue", "none",
    ]
    // In "a blue sky" both "blue" and "blue sky" are terms, of two classes.
    #expect(
      try plugin.votes(on: texts) == [.good, .bad, .mixed, .mixed, nil, .good, nil, nil, .bad, nil]
    )
  }

  @Test func `a field is compared as a whole`() throws {
    let plugin = PluginUnderTest { Lookup("t", table: "Fixtures/table.csv", field: "mood") }
    let values = [" Blue  Sky ", "blue", "blue skies", "so, so", "so so", ""]
    let documents = values.map { TestDocument("glad", fields: [("mood", .string($0))]) }
    #expect(try plugin.votes(on: documents) == [.good, .bad, nil, .mixed, nil, nil])
  }

  @Test func `a field may be missing, null, nested or a list`() throws {
    let plugin = PluginUnderTest { Lookup("t", table: "Fixtures/table.csv", field: "user.mood") }
    let documents = [
      TestDocument("glad"),
      TestDocument("glad", fields: [("user", .null)]),
      TestDocument("x", fields: [("user", .json(#"{"mood": "glad"}"#))]),
      TestDocument("x", fields: [("user", .json(#"{"mood": ["sad", "glad", "cheerful", 5]}"#))]),
      TestDocument("x", fields: [("user", .json(#"{"mood": ["sad", "glad"]}"#))]),
      TestDocument("x", fields: [("user.mood", .string("sad"))]),
    ]
    #expect(try plugin.votes(on: documents) == [nil, nil, .good, .good, nil, .bad])
  }

  @Test(
    arguments: [
      ("contradiction.csv", 3, "the term 'glad' stands for two classes"),
      ("unknown-class.csv", 2, "'gloomy' is not a class of this task"),
      ("no-separator.csv", 1, "a line of a lookup's table is a term, a comma or tab, and a class"),
    ]
  )
  func `a bad line of a table is reported with its place`(
    file: String,
    line: Int,
    headline: String
  ) throws {
    let plugin = PluginUnderTest { Lookup("t", table: "Fixtures/\(file)") }
    let problem = try #require(try plugin.manifest().problems.first)
    #expect(problem.file.hasSuffix("LabelingKitTests/Fixtures/\(file)"))
    #expect(problem.line == line)
    #expect(problem.headline == headline)
  }

  @Test func `the help for an unknown class lists the classes`() throws {
    let plugin = PluginUnderTest { Lookup("t", table: "Fixtures/unknown-class.csv") }
    let help = try plugin.manifest().problems.first?.help
    #expect(help == "classes are 'good', 'bad', 'mixed'")
  }

  @Test func `a term without letters is reported, unless a field is compared`() throws {
    let text = PluginUnderTest { Lookup("l", list: "Fixtures/punctuation.txt", vote: .good) }
    let problem = try #require(try text.manifest().problems.first)
    #expect(problem.line == 2)
    #expect(problem.headline == "the term ':-)' holds no letter or digit")
    let field = PluginUnderTest {
      Lookup("l", list: "Fixtures/punctuation.txt", field: "mood", vote: .good)
    }
    let documents = [TestDocument("x", fields: [("mood", .string(":-)"))])]
    #expect(try field.votes(on: documents) == [.good])
  }

  @Test(
    arguments: [
      ("missing.txt", "the file 'missing.txt' of a lookup cannot be read"),
      ("Fixtures/empty.txt", "the file 'Fixtures/empty.txt' of a lookup has no terms"),
    ]
  )
  func `a file that cannot be used is reported where it is declared`(
    path: String,
    headline: String
  ) throws {
    let line = #line + 1
    let plugin = PluginUnderTest { Lookup("l", list: path, vote: .good) }
    let problem = try #require(try plugin.manifest().problems.first)
    #expect(problem.file == #filePath)
    #expect(problem.line == line)
    #expect(problem.headline == headline)
  }
}
