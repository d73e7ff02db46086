import ActiveLearning
import EndModels
import LabelingCore
import TestSupport

/// A generated pool whose documents have any of some classes, each with a column of its own.
struct TopicPool {
  static let classCount = 3
  let gold: [[Int]]
  let features: FeatureMatrix
  let votes: VotePatterns

  /// Documents of features that follow from their classes, with noise; three functions of statements.
  init(count: Int, seed: UInt64 = 3) {
    var generator = SeededGenerator(seed: seed)
    var gold: [[Int]] = []
    var rows: [[Float]] = []
    var statements: [[(voter: Int, statement: Int)]] = []
    for _ in 0..<count {
      let classes = (0..<Self.classCount).filter { _ in
        Int.random(in: 0..<3, using: &generator) == 0
      }
      var values = [Float](repeating: 0, count: 9)
      for index in classes { values[index] += 2 }
      values[3 + Int.random(in: 0..<6, using: &generator)] += 1
      let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      rows.append(values.map { $0 / length })
      gold.append(classes)
      var said: [(voter: Int, statement: Int)] = []
      for index in 0..<Self.classCount {
        let isThere = classes.contains(index)
        // Of ten documents that have the class, six are said to have it, and one is denied it.
        if Int.random(in: 0..<20, using: &generator) < (isThere ? 12 : 1) {
          said.append((index, index))
        }
        if Int.random(in: 0..<20, using: &generator) < (isThere ? 2 : 6) {
          said.append(((index + 1) % 3, Self.classCount + index))
        }
      }
      statements.append(said)
    }
    self.gold = gold
    features = FeatureMatrix(dense: rows, columnCount: 9)
    votes = Patterns.of(statements: statements, voterCount: 3, classCount: Self.classCount)
  }

  /// A learner that knows the lists of the first documents.
  func learner(
    _ strategy: String,
    answers: Int,
    threadCount: Int = 1,
    hasFunctions: Bool = true,
    hasFeatures: Bool = true
  ) throws -> MultiLabelLearner {
    let options = LearnerOptions(
      strategy: try StrategyCatalogue.strategy(strategy),
      seed: 5,
      threadCount: threadCount
    )
    let inputs =
      hasFunctions
      ? LearnerInputs(votes: votes, features: hasFeatures ? features : nil)
      : LearnerInputs(labelSpace: votes.labelSpace, features: features)
    var learner = MultiLabelLearner(inputs, options: options)
    learner.take(known(answers))
    try learner.refit()
    return learner
  }

  /// The lists of the first documents.
  func known(_ count: Int) -> [Int: [Int]] {
    Dictionary(uniqueKeysWithValues: gold.prefix(count).enumerated().map { ($0, $1) })
  }
}
