import LabelingKit
import Testing

struct LabelingFunctionSetTests {
  private func helper(_ name: String, _ word: String) -> LabelingFunction<Mood> {
    LabelingFunction(name) { $0.contains(word: word) ? .good : nil }
  }

  private func helpers(_ words: [String]) -> [Keywords<Mood>] {
    words.map { Keywords("has_\($0)", [$0], vote: .bad) }
  }

  private func names(_ isOn: Bool, _ choice: Int) throws -> [String] {
    let plugin = PluginUnderTest {
      Keywords("first", ["a"], vote: .good)
      for word in ["x", "y"] {
        for number in 1...2 { Keywords("\(word)\(number)", [word], vote: .bad) }
      }
      if isOn { Pattern("optional", "b", vote: .mixed) }
      if choice == 0 {
        helper("zero", "z")
      } else if choice == 1 {
        helper("one", "o")
      } else {
        helpers(["two", "three"])
      }
      switch choice {
      case 0: Keywords("case_zero", ["c"], vote: .good)
      default: Keywords("case_other", ["c"], vote: .good)
      }
      let local = "local"
      LabelingFunction(local) { _ in nil }
    }
    return try plugin.manifest().functions.map(\.name)
  }

  @Test func `loops, conditions, helpers and arrays keep the written order`() throws {
    let loop = ["first", "x1", "x2", "y1", "y2"]
    #expect(try names(true, 0) == loop + ["optional", "zero", "case_zero", "local"])
    #expect(try names(false, 1) == loop + ["one", "case_other", "local"])
    #expect(try names(false, 2) == loop + ["has_two", "has_three", "case_other", "local"])
  }

  @Test func `an empty set has no functions`() throws {
    #expect(try PluginUnderTest {}.manifest().functions.isEmpty)
  }

  @Test func `a taken name is reported at the second place and names the first`() throws {
    let line = #line + 2
    let plugin = PluginUnderTest {
      Keywords("twice", ["a"], vote: .good)
      Pattern("other", "b", vote: .good)
      LabelingFunction("twice") { _ in nil }
    }
    let problems = try plugin.manifest().problems
    #expect(problems.map(\.headline) == ["the function name 'twice' is taken"])
    #expect(problems[0].line == line + 2)
    #expect(
      problems[0].help == "it is first used at \(#filePath):\(line); rename one of the two"
    )
  }

  @Test(arguments: ["", "1st", "_x", "a b", "a,b", "a\"b", "a/b", "a\n", "😀", "-a"])
  func `a name that would not fit into tables is reported`(name: String) throws {
    let plugin = PluginUnderTest { LabelingFunction(name) { _ in nil } }
    #expect(try plugin.manifest().problems.map(\.headline) == ["'\(name)' is not a function name"])
  }

  @Test(arguments: ["a", "has_link", "has-link.2", "Größe", "日本"])
  func `a name is letters, digits and some marks`(name: String) throws {
    let plugin = PluginUnderTest { LabelingFunction(name) { _ in nil } }
    #expect(try plugin.manifest().problems.isEmpty)
  }

  @Test(arguments: [[], [""], ["a", " \t"]])
  func `keywords that can match nothing are reported`(keywords: [String]) throws {
    let plugin = PluginUnderTest { Keywords("k", keywords, vote: .good) }
    #expect(
      try plugin.manifest().problems.map(\.headline) == [
        "function 'k' has no keywords, or a blank one"
      ]
    )
  }
}
