import ActiveLearning
import LabelingCore
import Testing

/// How strategies are written.
struct StrategyCatalogueTests {
  @Test(arguments: ["random", "margin:end-model", "function:has_link", "0.8 margin + 0.2 random"])
  func `a strategy is called what it is written as`(_ text: String) throws {
    #expect(try StrategyCatalogue.strategy(text).name == text)
  }

  @Test func `a misspelt strategy is answered with the one that was meant`() {
    let error = #expect(throws: ActiveLearningError.self) {
      try StrategyCatalogue.strategy("margn")
    }
    #expect(error?.description.contains("did you mean 'margin'?") == true)
  }

  @Test(
    arguments: [
      "", "margin +", "+", "0.8 margin + 0.3 random", "margin + random", "0 margin + 1 random",
      "-1 margin + 2 random", "0.5 margin", "nan margin + 1 random", "margin:judge",
      "random:joint", "function", "function:", "a b c",
    ]
  )
  func `what is no strategy is refused`(_ text: String) {
    #expect(throws: ActiveLearningError.self) { try StrategyCatalogue.strategy(text) }
  }

  @Test func `a function that does not exist is named with those that do`() throws {
    let pool = PracticePool(count: 20, classCount: 2)
    var learner = try pool.learner("function:f9", answers: 4)
    let error = #expect(throws: ActiveLearningError.self) { try learner.ask(1) }
    #expect(error == .unknownFunction("f9", functions: ["f0", "f1", "f2", "f3"]))
  }
}
