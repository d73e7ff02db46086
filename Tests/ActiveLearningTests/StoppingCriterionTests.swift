import ActiveLearning
import LabelingCore
import Testing

/// When sessions are told to stop.
struct StoppingCriterionTests {
  private let labelSpace = LabelSpace(["no", "yes"])

  private func evidence(predictions: [[Int16]], uncertainty: Double? = 0.5) -> StoppingEvidence {
    StoppingEvidence(
      labelSpace: labelSpace,
      documentCount: 100,
      rounds: predictions.map {
        RoundFacts(labelCount: 10, predictions: $0, meanUncertainty: uncertainty)
      }
    )
  }

  @Test func `the budget counts labeled documents`() throws {
    var evidence = evidence(predictions: [])
    let budget = try BudgetSpent(2)
    evidence.labeled = [.init(row: 3, says: .oneClass(0), isRandomDraw: false)]
    #expect(!budget.verdict(on: evidence).shouldStop)
    evidence.labeled.append(.init(row: 4, says: .oneClass(1), isRandomDraw: true))
    #expect(budget.verdict(on: evidence).shouldStop)
  }

  @Test func `models that agree on the stop set stop the session, not before the window is full`()
    throws
  {
    let criterion = try StablePredictions(windowSize: 3, threshold: 0.99)
    let same: [Int16] = [0, 1, 0, 1, 1, 0]
    for count in 0...3 {
      let predictions = [[Int16]](repeating: same, count: count)
      #expect(!criterion.verdict(on: evidence(predictions: predictions)).shouldStop, "\(count)")
    }
    let stable = criterion.verdict(
      on: evidence(predictions: [[Int16]](repeating: same, count: 4))
    )
    #expect(stable.shouldStop)
    #expect(stable.value == 1)
  }

  @Test func `models that disagree by the same amount every time are not stable`() throws {
    // Cohen's kappa of neighbors is the same negative number every time: its differences
    // are 0, which an earlier release of small-text took for stability.
    let a: [Int16] = [0, 0, 1, 1, 0, 1, 0, 1]
    let b: [Int16] = [1, 1, 0, 0, 1, 0, 1, 0]
    let criterion = try StablePredictions(windowSize: 3, threshold: 0.99)
    let verdict = criterion.verdict(on: evidence(predictions: [a, b, a, b, a, b]))
    #expect(!verdict.shouldStop)
    #expect(verdict.value == -1)
  }

  @Test func `models that predict one class for everything are not taken for stable`() throws {
    // Kappa is 0/0 here, which must be neither 1 nor an end of the session.
    let none = [Int16](repeating: 0, count: 8)
    let criterion = try StablePredictions(windowSize: 2, threshold: 0.9)
    let verdict = criterion.verdict(on: evidence(predictions: [none, none, none, none]))
    #expect(!verdict.shouldStop)
    #expect(verdict.value == nil)
    #expect(verdict.explanation.contains("one class"))
  }

  @Test func `one round of one class alone keeps the window from counting`() throws {
    let none = [Int16](repeating: 0, count: 6)
    let same: [Int16] = [0, 1, 0, 1, 1, 0]
    let criterion = try StablePredictions(windowSize: 2, threshold: 0.9)
    #expect(!criterion.verdict(on: evidence(predictions: [none, none, same])).shouldStop)
    #expect(criterion.verdict(on: evidence(predictions: [none, same, same, same])).shouldStop)
  }

  @Test func `kappa is chance-corrected, for any number of classes`() throws {
    // By hand: 6 of 8 agree, chance 4·4 + 2·3 + 2·1 = 24 of 64.
    let a: [Int16] = [0, 0, 0, 0, 1, 1, 2, 2]
    let b: [Int16] = [0, 0, 0, 1, 1, 1, 2, 0]
    var evidence = evidence(predictions: [a, b])
    evidence.labelSpace = LabelSpace(["x", "y", "z"])
    let verdict = try StablePredictions(windowSize: 1, threshold: 0.5).verdict(on: evidence)
    let value = try #require(verdict.value)
    #expect(abs(value - (48.0 - 24) / (64 - 24)) < 1e-12)
  }

  @Test func `low uncertainty stops, and so does an empty pool`() throws {
    let criterion = try LowUncertainty(threshold: 0.1)
    #expect(!criterion.verdict(on: evidence(predictions: [])).shouldStop)
    #expect(!criterion.verdict(on: evidence(predictions: [[]], uncertainty: 0.2)).shouldStop)
    #expect(criterion.verdict(on: evidence(predictions: [[]], uncertainty: 0.1)).shouldStop)
    #expect(criterion.verdict(on: evidence(predictions: [[]], uncertainty: nil)).shouldStop)
  }

  @Test func `every criterion says what it assumes`() throws {
    let criteria: [any StoppingCriterion] = [
      try BudgetSpent(10), try StablePredictions(), try LowUncertainty(),
      try RareClassFound(className: "yes"),
    ]
    for criterion in criteria {
      #expect(criterion.assumption.hasPrefix("Assumes"))
      let verdict = criterion.verdict(on: evidence(predictions: []))
      #expect(verdict.assumption == criterion.assumption)
      #expect(!verdict.explanation.isEmpty)
    }
  }

  @Test func `settings that make no sense are refused`() {
    #expect(throws: ActiveLearningError.self) { try BudgetSpent(0) }
    #expect(throws: ActiveLearningError.self) { try StablePredictions(windowSize: 0) }
    #expect(throws: ActiveLearningError.self) { try StablePredictions(threshold: 1.5) }
    #expect(throws: ActiveLearningError.self) { try LowUncertainty(threshold: 0) }
    #expect(throws: ActiveLearningError.self) { try RareClassFound(className: "yes", recall: 1) }
    #expect(throws: ActiveLearningError.self) { try RareClassFound(className: "yes", risk: 0) }
  }
}
