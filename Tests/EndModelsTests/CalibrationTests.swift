import EndModels
import Foundation
import LabelingCore
import TestSupport
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
    #expect(!Temperature.isAtBound(temperature))
    let none = [Vote](repeating: .abstain, count: gold.count)
    #expect(Temperature.fitted(to: scores, gold: none) == 1)
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

  @Test func `a few documents that are all right do not make everything certain`() {
    // Right on 20 of 20 with probability .88: the least loss is at temperature 0.
    let scores = ClassScores(classCount: 2, values: (0..<20).flatMap { _ in [0, 2.0] })
    let gold = [Vote](repeating: Vote(classIndex: 1), count: 20)
    let temperature = Temperature.fitted(to: scores, gold: gold)
    #expect(temperature > 0.4 && temperature < 1)
    // One wrong among a hundred such costs less than before, not many times more.
    func loss(_ temperature: Double) -> Double {
      (0.99 * log1p(exp(-2 / temperature)) + 0.01 * log1p(exp(2 / temperature)))
    }
    #expect(loss(temperature) < loss(1))
  }

  @Test(arguments: 1...10)
  func `a temperature of few documents costs little on many others`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func draw(_ count: Int) -> (scores: ClassScores, gold: [Vote]) {
      var values: [Double] = []
      var gold: [Vote] = []
      for _ in 0..<count {
        let score = Double.random(in: -4...4, using: &generator)
        let isSecond = Double.random(in: 0..<1, using: &generator) < 1 / (1 + exp(-score))
        values += [0, score]
        gold.append(Vote(classIndex: isSecond ? 1 : 0))
      }
      return (ClassScores(classCount: 2, values: values), gold)
    }
    func loss(_ set: (scores: ClassScores, gold: [Vote]), _ temperature: Double) -> Double {
      let soft = set.scores.probabilities(temperature: temperature)
      return set.gold.indices.reduce(0) {
        $0 - log(Array(soft[row: $1])[set.gold[$1].classIndex]) / Double(set.gold.count)
      }
    }
    let few = draw(20)
    let many = draw(4000)
    let temperature = Temperature.fitted(to: few.scores, gold: few.gold)
    #expect(loss(many, temperature) < loss(many, 1) + 0.05)
  }

  @Test func `a temperature at the end of its search is found out`() {
    // Always right, by next to nothing, on very many documents.
    let scores = ClassScores(classCount: 2, values: (0..<4000).flatMap { _ in [0, 0.05] })
    let gold = [Vote](repeating: Vote(classIndex: 1), count: 4000)
    #expect(Temperature.isAtBound(Temperature.fitted(to: scores, gold: gold)))
    #expect(!Temperature.isAtBound(1))
  }

  @Test(arguments: 1...4)
  func `calibrated probabilities of a document do not depend on its own gold label`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<40).map { _ in
      (0..<6).map { _ in Float.random(in: -1...1, using: &generator) }
    }
    let features = FeatureMatrix(dense: rows, columnCount: 6)
    let labels = rows.map { row in
      let isSecond = row[0] + Float.random(in: -1...1, using: &generator) > 0
      return Vote(classIndex: isSecond ? 1 : 0)
    }
    func calibrated(_ labels: [Vote]) throws -> SoftLabels {
      let set = TrainingSet(features: features, labelSpace: .numbered(2), labels: labels)
      let held = try HeldOutScoring(of: Array(0..<40), in: set, by: LogisticRegression())
      return try held.calibrated(gold: labels, isLearnedFrom: true)
    }
    let plain = try calibrated(labels)
    for row in [0, 7, 23] {
      var changed = labels
      changed[row] = Vote(classIndex: 1 - labels[row].classIndex)
      let other = try calibrated(changed)
      #expect(Array(other[row: row]) == Array(plain[row: row]))
      #expect(other != plain)
    }
  }
}
