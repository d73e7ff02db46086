import EndModels
import Foundation
import LabelingCore
import TestSupport
import Testing

struct LogisticRegressionTests {
  private func set(_ reference: Reference.Regression) -> TrainingSet {
    TrainingSet(
      features: FeatureMatrix(dense: reference.x, columnCount: reference.x[0].count),
      labelSpace: .numbered(reference.q[0].count),
      targets: SoftLabels(classCount: reference.q[0].count, values: reference.q.flatMap { $0 }),
      weights: reference.s
    )
  }

  private func model(_ reference: Reference.Regression) -> LogisticRegression {
    LogisticRegression(
      inverseRegularization: reference.C,
      classWeighting: reference.balanced ? .balanced : .equal,
      maximumIterations: 2000,
      tolerance: 1e-9
    )
  }

  // Features and weights are single precision here, double there.
  @Test func `coefficients, intercepts and probabilities are scikit-learn's`() throws {
    for reference in try Reference.read().regressions {
      let set = set(reference)
      let fitted = try model(reference).fitted(to: set)
      let isBinary = reference.coefficients.count == 1
      for (y, row) in reference.coefficients.enumerated() {
        for (column, expected) in row.enumerated() {
          let found = fitted.weight(column: column, classIndex: isBinary ? 1 : y)
          #expect(abs(found - expected) < 2e-4, "\(reference.name) \(y) \(column)")
        }
        let mean =
          isBinary ? 0 : reference.intercepts.reduce(0, +) / Double(reference.intercepts.count)
        #expect(abs(fitted.intercepts[y] - (reference.intercepts[y] - mean)) < 2e-4)
      }
      let probabilities = fitted.probabilities(of: set.features)
      for (found, expected) in zip(probabilities.values, reference.probabilities.flatMap { $0 }) {
        #expect(abs(found - expected) < 1e-4, "\(reference.name)")
      }
    }
  }

  @Test(arguments: [2, 3, 5], [false, true])
  func `the gradient is the slope of the objective`(classCount: Int, corrects: Bool) throws {
    var (set, _) = Self.problem(rows: 700, columns: 6, classCount: classCount, seed: 5)
    set = TrainingSet(
      features: set.features,
      labelSpace: set.labelSpace,
      targets: set.targets,
      weights: (0..<700).map { Double($0 % 3) }
    )
    var generator = SeededGenerator(seed: 6)
    let offsets = ClassScores(
      classCount: classCount,
      values: (0..<(700 * classCount)).map { _ in Double.random(in: -2...2, using: &generator) }
    )
    let objective = LogisticObjective(
      set,
      classWeights: (0..<classCount).map { 1 + Double($0) },
      inverseRegularization: 0.5,
      offsets: corrects ? offsets : nil,
      penalizesIntercepts: corrects,
      threadCount: 2
    )
    let point = (0..<objective.size).map { _ in Double.random(in: -1...1, using: &generator) }
    var gradient = [Double](repeating: 0, count: objective.size)
    var ignored = gradient
    _ = objective.evaluate(point, &gradient)
    for index in point.indices {
      var (above, below) = (point, point)
      above[index] += 1e-5
      below[index] -= 1e-5
      let slope =
        (objective.evaluate(above, &ignored) - objective.evaluate(below, &ignored)) / 2e-5
      #expect(abs(slope - gradient[index]) < 1e-8, "\(index)")
    }
  }

  @Test(arguments: [2, 4])
  func `a correction adds what scores lack, and nothing where they are right`(
    classCount: Int
  ) throws {
    let (set, _) = Self.problem(rows: 2000, columns: 6, classCount: classCount, seed: 8)
    let model = LogisticRegression(inverseRegularization: 1, tolerance: 1e-8)
    let scores = try model.fitted(to: set).scores(of: set.features)
    func size(_ scores: ClassScores) throws -> Double {
      let learned = try model.correction(of: scores, to: set).scores(of: set.features)
      return (0..<learned.rowCount).reduce(0) { largest, row in
        let row = learned.values[(row * classCount)..<((row + 1) * classCount)]
        return max(largest, (row.max() ?? 0) - (row.min() ?? 0))
      }
    }
    let known = try size(scores)
    let unknown = try size(
      ClassScores(classCount: classCount, values: scores.values.map { _ in 0 })
    )
    #expect(unknown > 1 && known < 0.2 * unknown, "\(known) \(unknown)")
  }

  @Test func `documents of one class correct scores that had it otherwise`() throws {
    let set = TrainingSet(
      features: FeatureMatrix(dense: [[1, 0], [1, 0], [0, 1]], columnCount: 2),
      labelSpace: .numbered(3),
      labels: [1, 1, 1].map { Vote(classIndex: $0) }
    )
    let offsets = ClassScores(classCount: 3, values: [2, 0, 0, 2, 0, 0, 0, 9, 0])
    let learned = try LogisticRegression(inverseRegularization: 1).correction(of: offsets, to: set)
    let scores = learned.scores(of: FeatureMatrix(dense: [[1, 0], [0, 1]], columnCount: 2)).values
    #expect(scores[1] > scores[0] + 0.5)
    // The third was right already, so its column says nothing of its own.
    #expect(abs(learned.weight(column: 1, classIndex: 1)) < 0.01)
    let part = learned.selecting(columns: 1..<2, scaledBy: 2, keepsIntercepts: false)
    #expect(part.weight(column: 0, classIndex: 1) == 2 * learned.weight(column: 1, classIndex: 1))
    #expect(part.intercepts.allSatisfy { $0 == 0 })
  }

  @Test func `a warm start ends at the same place in fewer iterations`() throws {
    let (set, _) = Self.problem(rows: 300, columns: 20, classCount: 3, seed: 9)
    let model = LogisticRegression(tolerance: 1e-7)
    let cold = try model.fitted(to: set)
    let fewer = try model.fitted(to: set.selecting(rows: Array(0..<290)))
    let warm = try model.fitted(to: set, from: fewer)
    #expect(warm.facts.iterations < cold.facts.iterations)
    for (a, b) in zip(warm.weights, cold.weights) { #expect(abs(a - b) < 1e-3) }
    let narrow = TrainingSet(
      features: FeatureMatrix(dense: [[1], [0]], columnCount: 1),
      labelSpace: .numbered(3),
      labels: [Vote(classIndex: 0), Vote(classIndex: 1)]
    )
    #expect(throws: EndModelError.startDiffers) { try model.fitted(to: narrow, from: cold) }
  }

  @Test func `threads change no bit`() throws {
    let (set, _) = Self.problem(rows: 3000, columns: 60, classCount: 4, seed: 2)
    let model = LogisticRegression()
    let one = try model.fitted(to: set, from: nil, threadCount: 1)
    let five = try model.fitted(to: set, from: nil, threadCount: 5)
    #expect(one == five)
    #expect(
      one.probabilities(of: set.features, threadCount: 1)
        == one.probabilities(of: set.features, threadCount: 5)
    )
  }

  @Test func `a document that is unsure pulls both ways`() throws {
    let features = FeatureMatrix(dense: [[1, 0], [0, 1], [1, 1]], columnCount: 2)
    func probability(_ middle: Double) throws -> Double {
      let targets = SoftLabels(classCount: 2, values: [1, 0, 0, 1, 1 - middle, middle])
      let set = TrainingSet(features: features, labelSpace: .numbered(2), targets: targets)
      return try LogisticRegression(tolerance: 1e-8).fitted(to: set).probabilities(of: features)
        .values[5]
    }
    #expect(abs(try probability(0.5) - 0.5) < 1e-4)
    #expect(try probability(0.9) > 0.6)
    #expect(try probability(0.1) < 0.4)
  }

  @Test func `what nothing can be learned from is refused`() throws {
    let features = FeatureMatrix(dense: [[1], [2]], columnCount: 1)
    let none = TrainingSet(
      features: features,
      labelSpace: LabelSpace(["ham", "spam"]),
      labels: [.abstain, .abstain]
    )
    let one = TrainingSet(
      features: features,
      labelSpace: LabelSpace(["ham", "spam"]),
      labels: [Vote(classIndex: 1), .abstain]
    )
    for model in EndModelRegistry.models {
      #expect(throws: EndModelError.noDocuments) { try model.fitted(to: none) }
      #expect(throws: EndModelError.tooFewClasses(found: ["spam"])) { try model.fitted(to: one) }
    }
    #expect(throws: EndModelError.self) {
      try LogisticRegression(inverseRegularization: 0).fitted(to: one)
    }
  }

  @Test func `naive Bayes is the ratio of expected counts`() throws {
    let set = TrainingSet(
      features: FeatureMatrix(dense: [[2, 0], [1, 3]], columnCount: 2),
      labelSpace: .numbered(2),
      targets: SoftLabels(classCount: 2, values: [1, 0, 0.25, 0.75])
    )
    let fitted = try MultinomialNaiveBayes(smoothing: 1).fitted(to: set)
    // Expected counts: class 0 has 2.25 and 0.75, class 1 has 0.75 and 2.25.
    let expected = log((0.75 + 1) / (3 + 2)) - log((2.25 + 1) / (3 + 2))
    #expect(abs(fitted.weight(column: 0, classIndex: 1) - expected) < 1e-6)
    #expect(abs(fitted.intercepts[0] - log(0.75 / 1.25)) < 1e-9)
  }

  /// Documents of random sparse features whose classes follow random weights.
  static func problem(
    rows: Int,
    columns: Int,
    classCount: Int,
    seed: UInt64
  ) -> (set: TrainingSet, gold: [Vote]) {
    var generator = SeededGenerator(seed: seed)
    let truth = (0..<(columns * classCount)).map { _ in Double.random(in: -2...2, using: &generator)
    }
    var dense: [[Float]] = []
    var targets: [Double] = []
    var gold: [Vote] = []
    for _ in 0..<rows {
      let row = (0..<columns).map { _ in
        Bool.random(using: &generator) ? Float.random(in: 0...1, using: &generator) : 0
      }
      let scores = (0..<classCount).map { y in
        (0..<columns).reduce(0) { $0 + Double(row[$1]) * truth[$1 * classCount + y] }
      }
      let sum = scores.reduce(0) { $0 + exp($1) }
      let shares = scores.map { exp($0) / sum }
      var left = Double.random(in: 0..<1, using: &generator)
      let drawn = shares.firstIndex { share in
        left -= share
        return left < 0
      }
      dense.append(row)
      targets += shares
      gold.append(Vote(classIndex: drawn ?? classCount - 1))
    }
    let set = TrainingSet(
      features: FeatureMatrix(dense: dense, columnCount: columns),
      labelSpace: .numbered(classCount),
      targets: SoftLabels(classCount: classCount, values: targets)
    )
    return (set, gold)
  }
}
