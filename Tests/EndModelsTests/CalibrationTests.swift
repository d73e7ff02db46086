import EndModels
import Foundation
import LabelingCore
import Testing

struct CalibrationTests {
  @Test func `a temperature mends scores that are too sure and keeps the order`() {
    var generator = SeededGenerator(seed: 11)
    var values: [Double] = []
    var gold: [Vote] = []
    for _ in 0..<2000 {
      let score = Double.random(in: -3...3, using: &generator)
      let isSecond = Double.random(in: 0..<1, using: &generator) < 1 / (1 + exp(-score))
      values += [0, 4 * score]
      gold.append(Vote(classIndex: isSecond ? 1 : 0))
    }
    let scores = ClassScores(classCount: 2, values: values)
    let temperature = Temperature.fitted(to: scores, gold: gold)
    #expect(abs(temperature - 4) < 0.5)
    let few = gold.indices.map { $0 < 19 ? gold[$0] : .abstain }
    #expect(Temperature.fitted(to: scores, gold: few) == 1)
  }

  @Test func `held-out scores do not know the labels of their rows`() throws {
    // Features that say nothing but which document it is.
    let identity = FeatureMatrix(
      dense: (0..<40).map { row in (0..<40).map { $0 == row ? 1 : 0 } },
      columnCount: 40
    )
    let labels = (0..<40).map { Vote(classIndex: $0 * 7 % 3 == 0 ? 1 : 0) }
    let set = TrainingSet(features: identity, labelSpace: .numbered(2), labels: labels)
    let model = LogisticRegression(inverseRegularization: 100)
    let seen = try model.fitted(to: set).probabilities(of: identity)
    #expect(
      (0..<40).allSatisfy { seen[row: $0].max() == Array(seen[row: $0])[labels[$0].classIndex] }
    )
    let held = try HeldOutScoring(of: Array(0..<40), in: set, by: model)
    let probabilities = held.scores.probabilities()
    // All rows of a fold look alike: nothing is known of them but the balance.
    for row in 0..<40 {
      for y in 0..<2 {
        #expect(
          abs(Array(probabilities[row: row])[y] - Array(probabilities[row: row % 5])[y]) < 1e-9
        )
      }
    }
  }
}
