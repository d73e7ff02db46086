import LabelingKit
import Testing

struct ExampleFailureTests {
  @Test func `a set whose examples hold has no failures`() {
    let set = LabelingFunctionSet(for: Mood.self) {
      Keywords("k", ["glad"], vote: .good).example("so glad", votes: .good).example(
        "no",
        votes: nil
      )
    }
    #expect(set.checkExamples() == [])
  }

  @Test func `failures tell function, place, and both votes`() throws {
    let line = #line
    let set = LabelingFunctionSet(for: Mood.self) {
      Keywords("k", ["glad"], vote: .good)
        .example("sad", votes: .bad)
      LabelingFunction("f") { try $0["n", as: Int.self] > 0 ? .good : nil }
        .example("x", votes: nil)
    }
    let failures = set.checkExamples()
    #expect(failures.map(\.function) == ["k", "f"])
    #expect(failures.map(\.line) == [line + 3, line + 5])
    #expect(failures.first?.problem == "expected 'bad', got abstain")
    #expect(failures.last?.problem.contains("a fault: field 'n' is missing or null") == true)
    #expect(failures.first?.description.contains("ExampleFailureTests.swift:") == true)
  }

  @Test func `a mistake in a declaration is a failure`() {
    let set = LabelingFunctionSet(for: Mood.self) { Pattern("p", "a(", vote: .good) }
    #expect(set.checkExamples().count == 1)
  }
}
