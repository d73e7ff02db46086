import ActiveLearning
import LabelingCore
import Testing

struct StoppingCriterionRegistryTests {
  private func names(budget: Int?, labels: [Int]) throws -> [String] {
    var evidence = StoppingEvidence(labelSpace: LabelSpace(["a", "b", "c"]), documentCount: 100)
    evidence.labeled = labels.enumerated().map {
      .init(row: $0.offset, says: .oneClass($0.element), isRandomDraw: true)
    }
    let situation = StoppingSituation(budget: budget, evidence: evidence)
    return try StoppingCriterionRegistry.criteria(for: situation).map(\.name)
  }

  @Test func `a budget is looked at where there is one`() throws {
    #expect(try names(budget: nil, labels: []).first == "stable-predictions")
    #expect(try names(budget: 5, labels: []).first == "budget")
    #expect(throws: ActiveLearningError.self) { try names(budget: 0, labels: []) }
  }

  @Test func `the class of fewest labels is looked out for, the first of several`() throws {
    #expect(try names(budget: nil, labels: [0, 0, 2]).last == "class-found:b")
    #expect(try names(budget: nil, labels: []).last == "class-found:a")
  }
}
