import LabelingKit
import Testing

struct PatternTests {
  private func matches(_ pattern: String, _ text: String, matchesCase: Bool = true) throws -> Bool {
    let plugin = PluginUnderTest {
      Pattern("p", pattern, vote: .good, matchesCase: matchesCase)
    }
    return try plugin.votes(on: [text]) == [.good]
  }

  @Test(
    arguments: [
      (#"\bwww\."#, "see www.example", true), (#"\d{3}"#, "٣٤٥", false), (#"\w"#, "é", false),
      (#"\pL"#, "é", true), (#"^a"#, "b\na", false), (#"(?m)^a"#, "b\na", true),
      ("a$", "a\n", false),
      ("a.b", "a\nb", false), ("(?s)a.b", "a\nb", true), ("a.b", "aéb", true), ("", "", true),
      (#"[[:alpha:]]+"#, "x", true), (#"\x{1F600}"#, "😀", true), ("(?i)É", "é", true),
      ("a|", "b", true),
    ]
  )
  func `the dialect is RE2's`(pattern: String, text: String, expected: Bool) throws {
    #expect(try matches(pattern, text) == expected)
  }

  @Test(
    arguments: [
      (#"free(?! of)"#, "free beer", true), (#"free(?! of)"#, "free of charge", false),
      (#"(?<=\$)\d+"#, "$50", true), (#"(\w+) \1"#, "the the cat", true), (#"(?=é)\w"#, "é", false),
      (#"(?=a)a$"#, "a\n", false), (#"(?!x)\d"#, "٣", false), (#"(?=É)."#, "é", false),
    ]
  )
  func `what RE2 lacks runs on PCRE2 with the same meaning`(
    pattern: String,
    text: String,
    expected: Bool
  ) throws {
    #expect(try matches(pattern, text) == expected)
  }

  @Test func `case is ignored in both engines`() throws {
    #expect(try matches("a|École", "ÉCOLE", matchesCase: false))
    #expect(try matches("École(?=!)", "ÉCOLE!", matchesCase: false))
    #expect(try !matches("École", "ÉCOLE"))
    // An alternative at the top level stays inside the option's group.
    #expect(try matches("x|y", "Y", matchesCase: false))
  }

  @Test(
    arguments: [
      ("a(b", 3), ("a)b", 1), ("[z-a]", 3), (#"\p{Nonsense}"#, 12), ("é(", 3),
      ("*a", 0),
    ]
  )
  func `a malformed pattern is reported with its place and offset`(
    pattern: String,
    offset: Int
  ) throws {
    let line = #line + 1
    let plugin = PluginUnderTest { Pattern("broken", pattern, vote: .good) }
    let manifest = try plugin.manifest()
    let problem = try #require(manifest.problems.first)
    #expect(manifest.problems.count == 1)
    #expect(problem.file == #filePath)
    #expect(problem.line == line)
    #expect(
      problem.headline.hasPrefix(
        "function 'broken': the pattern is malformed at offset \(offset): "
      )
    )
  }

  @Test func `the offset of a malformed pattern is the same when case is ignored`() throws {
    let plugin = PluginUnderTest { Pattern("p", "a(b", vote: .good, matchesCase: false) }
    #expect(try plugin.manifest().problems.first?.headline.contains("offset 3") == true)
  }

  @Test(arguments: [#"(a+)+(?=c)$"#, #"^(\w+\s?)*\1$"#])
  func `a pattern that explodes is a fault of that cell only`(pattern: String) throws {
    let plugin = PluginUnderTest {
      Pattern("explodes", pattern, vote: .good)
      Keywords("other", ["aaaa"], vote: .bad)
    }
    let long = String(repeating: "a", count: 40) + "!"
    let arena = try plugin.apply([TestDocument("x"), TestDocument(long), TestDocument("y")])
    #expect(arena.votes(of: 0)[1] == -2)
    #expect(arena.votes(of: 0)[0] != -2 && arena.votes(of: 0)[2] != -2)
    #expect(arena.message(of: 0) == "the pattern takes more than a million steps on this document")
  }

  @Test func `nested repetition without lookaround takes linear time`() throws {
    #expect(try !matches(#"(a+)+$"#, String(repeating: "a", count: 100_000) + "!"))
  }

  @Test func `backtracking over a long text does not run out of stack`() throws {
    let text = String(repeating: "ab ", count: 10_000) + "!"
    #expect(try matches(#"^(?:\w+\s)+!(?!x)"#, text))
  }

  @Test func `a zero byte in a pattern is a character like others`() throws {
    #expect(try matches("a\0b", "xa\0b"))
    #expect(try !matches("a\0b", "xa"))
  }

  @Test func `patterns that are too large together are matched all the same`() throws {
    // One of these takes two thirds of the memory that an automaton may have.
    let plugin = PluginUnderTest {
      Pattern("first", #"1[\pL\pN]{900}"#, vote: .good)
      Pattern("second", #"2[\pL\pN]{900}"#, vote: .bad)
      Pattern("small", "x!", vote: .mixed)
    }
    #expect(try plugin.manifest().problems.isEmpty)
    let arena = try plugin.apply([TestDocument("2" + String(repeating: "x", count: 900) + "!")])
    #expect((0..<3).map { arena.votes(of: $0) } == [[-1], [1], [2]])
  }

  @Test(arguments: ["", "(?i)", "a|", "|a", "a||b", "(a|)", "(?:)", "(?s)a|()", "()*"])
  func `a pattern that is empty, or has an empty alternative, is reported`(
    pattern: String
  ) throws {
    let plugin = PluginUnderTest { Pattern("p", pattern, vote: .good) }
    let problem = try #require(try plugin.manifest().problems.first)
    #expect(
      problem.headline == "function 'p' has an empty pattern"
        || problem.headline.hasPrefix("function 'p' has a pattern with an empty alternative")
    )
    #expect(problem.line == #line - 6)
  }

  @Test(arguments: ["a*", ".*", "(a|)b", "a|b", " ", "^$", "x?", "[|]", #"\|"#])
  func `a pattern that says what it takes is not, however little that is`(pattern: String) throws {
    let plugin = PluginUnderTest { Pattern("p", pattern, vote: .good) }
    #expect(try plugin.manifest().problems.isEmpty)
  }
}
