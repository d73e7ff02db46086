import LabelingKit
import Testing

/// Classes whose author lists the cases by hand.
struct LabelClassTests {
  private struct Stars: LabelClass {
    var rawValue: String
    static let one = Stars(rawValue: "one")
    static let two = Stars(rawValue: "two")
    static let three = Stars(rawValue: "three")
    static let allCases = [one, two]
  }

  private struct Twins: LabelClass {
    var rawValue: String
    static let allCases = ["a", "b", "a", ""].map { Twins(rawValue: $0) }
  }

  @Test func `a rule for a class that is not listed is reported where it stands`() throws {
    let line = #line + 2
    let plugin = PluginUnderTest(of: Stars.self) {
      Keywords("k", ["a"], vote: .three)
      Pattern("p", "b", vote: .three)
      Lookup("l", list: "Fixtures/words.txt", vote: .three)
      Keywords("fine", ["c"], vote: .two)
    }
    let manifest = try plugin.manifest()
    #expect(manifest.problems.map(\.line) == [line, line + 1, line + 2])
    #expect(
      manifest.problems[0].headline
        == "function 'k' names class 'three', which is not in allCases"
    )
    #expect(
      manifest.problems[0].help == "add it to allCases; classes are 'one', 'two'"
    )
    #expect(manifest.functions.map(\.votes) == [[], [], nil, [1]])
  }

  @Test func `an example of a class that is not listed is reported where it stands`() throws {
    let line = #line + 3
    let plugin = PluginUnderTest(of: Stars.self) {
      LabelingFunction("f") { _ in nil }
        .example("a", votes: .three)
    }
    let manifest = try plugin.manifest()
    #expect(manifest.problems.map(\.line) == [line])
    #expect(manifest.failed_examples.isEmpty)
  }

  @Test func `code that votes for a class that is not listed is a fault, not an abstention`() throws
  {
    let plugin = PluginUnderTest(of: Stars.self) {
      LabelingFunction("f") { $0.text == "c" ? .three : .one }
    }
    #expect(
      throws: PluginUnderTest.Fault(message: "the vote 'three' is not in the classes' allCases")
    ) {
      try plugin.votes(on: ["a", "c"])
    }
  }

  @Test func `classes that cannot be told apart are reported`() throws {
    let plugin = PluginUnderTest(of: Twins.self) { LabelingFunction("f") { _ in nil } }
    #expect(
      try plugin.manifest().problems.map(\.headline) == [
        "allCases lists class 'a' twice", "a class has no name",
      ]
    )
  }
}
