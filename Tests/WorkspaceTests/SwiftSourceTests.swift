import Testing
import Workspace

struct SwiftSourceTests {
  @Test func `texts become literals that mean the same`() {
    #expect(SwiftSource.literal("a b") == "\"a b\"")
    #expect(SwiftSource.literal("\"\\(x)\n") == "\"\\\"\\\\(x)\\n\"")
    #expect(SwiftSource.literal("ü👍\u{200B}\u{1B}") == "\"ü👍\\u{200b}\\u{1b}\"")
    #expect(
      SwiftSource.cases(for: ["spam", "not spam", "2nd", "class", "none"])
        == ["spam", "notSpam", "class2nd", "`class`", "noneOfThese"]
    )
  }

  @Test func `a class of a task is written by its case, or by its name where that is unknown`() {
    #expect(SwiftSource.value(ofClass: "ham", case: "wanted") == ".wanted")
    #expect(SwiftSource.value(ofClass: "x", case: "default") == ".`default`")
    #expect(SwiftSource.value(ofClass: "a \"b\"", case: "") == ".init(rawValue: \"a \\\"b\\\"\")!")
    #expect(SwiftSource.value(ofClass: "x", case: "Kind(id: 1)") == ".init(rawValue: \"x\")!")
  }
}
