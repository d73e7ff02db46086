import ActiveLearning
import EndModels
import LabelModels
import LabelingCore

/// A generated pool on which strategies are tried.
struct PracticePool {
  let labelSpace: LabelSpace
  let gold: [Vote]
  let features: FeatureMatrix
  let votes: VotePatterns

  /// Documents of sparse random features that lean towards a column per class.
  ///
  /// The first row has neither features nor votes, and every seventh has no votes.
  init(count: Int, classCount: Int, seed: UInt64 = 1, functionCount: Int = 4) {
    var generator = SeededGenerator(seed: seed)
    let labelSpace = LabelSpace((0..<classCount).map { "class\($0)" })
    let columnCount = classCount * 4 + 10
    var rows: [[Float]] = []
    var gold: [Vote] = []
    var builder = VotePatterns.Builder(
      voters: (0..<functionCount).map { "f\($0)" },
      labelSpace: labelSpace
    )
    for row in 0..<count {
      let label = Int.random(in: 0..<classCount, using: &generator)
      var values = [Float](repeating: 0, count: columnCount)
      if row > 0 {
        for _ in 0..<3 {
          values[label * 4 + Int.random(in: 0..<4, using: &generator)] += 1
          values[Int.random(in: 0..<columnCount, using: &generator)] += 1
        }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        values = values.map { $0 / length }
      }
      rows.append(values)
      gold.append(Vote(classIndex: label))
      var entries: [VotePatterns.Entry] = []
      for voter in 0..<functionCount where row % 7 != 0 && Bool.random(using: &generator) {
        let isRight = Int.random(in: 0..<10, using: &generator) < 7
        let other = Int.random(in: 0..<classCount, using: &generator)
        entries.append(.init(voter: voter, ballot: isRight ? label : other))
      }
      builder.append(entries: entries)
    }
    self.labelSpace = labelSpace
    self.gold = gold
    features = FeatureMatrix(dense: rows, columnCount: columnCount)
    votes = builder.finish()
  }

  /// A learner that has had some random answers and a refit.
  func learner(
    _ strategy: String,
    answers: Int,
    seed: UInt64 = 5,
    threadCount: Int = 1
  ) throws -> ActiveLearner {
    var learner = try ActiveLearner(
      LearnerInputs(votes: votes, features: features),
      options: LearnerOptions(
        strategy: try StrategyCatalogue.strategy(strategy),
        seed: seed,
        threadCount: threadCount
      )
    )
    var generator = SeededGenerator(seed: 99)
    for row in gold.indices.shuffled(using: &generator).prefix(answers) {
      try learner.record(answer(row))
    }
    try learner.refit()
    return learner
  }

  func answer(_ row: Int) -> AnnotatorAnswer {
    AnnotatorAnswer(row: row, annotator: "ann", classIndex: gold[row].classIndex)
  }
}
