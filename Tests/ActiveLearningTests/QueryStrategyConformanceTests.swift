import ActiveLearning
import EndModels
import LabelModels
import LabelingCore
import Testing

/// What every strategy promises.
struct QueryStrategyConformanceTests {
  static let strategies = [
    "random", "least-confidence", "margin", "entropy", "margin:label-model", "margin:end-model",
    "disagreement", "conflict", "committee-vote-entropy", "committee-kl", "bald", "density",
    "core-set", "ranked-batch", "expected-gradient", "contrastive", "discriminative", "typical",
    "function:f1", "0.8 margin + 0.2 random", "0.5 core-set + 0.3 entropy + 0.2 random",
  ]

  @Test func `the strategies here are all there are`() {
    for name in StrategyCatalogue.names {
      #expect(Self.strategies.contains { $0 == name || $0.hasPrefix("\(name):") }, "\(name)")
    }
  }

  @Test(arguments: strategies)
  func `equal situations and seeds give equal batches, on any number of threads`(
    _ name: String
  ) throws {
    let pool = PracticePool(count: 300, classCount: 3)
    var first = try pool.learner(name, answers: 40)
    var second = try pool.learner(name, answers: 40, threadCount: 3)
    let batches = try (first.ask(12), second.ask(12))
    #expect(batches.0 == batches.1)
    #expect(try first.ask(5) == second.ask(5))
  }

  @Test(arguments: strategies, [2, 9])
  func `batches have the size asked for, of distinct open documents with finite utilities`(
    _ name: String,
    classCount: Int
  ) throws {
    let pool = PracticePool(count: 250, classCount: classCount)
    let learner = try pool.learner(name, answers: 60)
    let situation = learner.situation
    let open = Set(situation.candidates.map(Int.init))
    #expect(open.count == 190)
    for size in [1, 2, 7, 50, 190, 191, 1000] {
      var generator = SeededGenerator(seed: UInt64(size))
      let items = try learner.options.strategy.query(size, in: situation, using: &generator)
      #expect(items.count == min(size, 190), "\(size)")
      #expect(Set(items.map(\.row)).count == items.count)
      #expect(items.allSatisfy { open.contains($0.row) })
      #expect(items.allSatisfy { $0.utility.isFinite })
      #expect(items.allSatisfy { (0...1).contains($0.inclusionProbability ?? 1) })
    }
  }

  @Test(arguments: strategies)
  func `no document is asked about twice, and an exhausted pool says so`(_ name: String) throws {
    let pool = PracticePool(count: 60, classCount: 2)
    var learner = try pool.learner(name, answers: 10)
    var asked: Set<Int> = []
    while !learner.isExhausted {
      let query = try learner.ask(8)
      #expect(asked.isDisjoint(with: query.rows))
      #expect(query.exhaustsPool == learner.isExhausted)
      asked.formUnion(query.rows)
      for row in query.rows { try learner.record(pool.answer(row)) }
      try learner.refit()
    }
    #expect(asked.count == 50)
    #expect(learner.pool.isSettled)
    #expect(throws: ActiveLearningError.poolExhausted) { try learner.ask(1) }
  }

  @Test(arguments: strategies)
  func `ties are broken by the seed and not by the place in the corpus`(_ name: String) throws {
    // Documents that are all alike: every choice is a tie.
    let count = 200
    let labelSpace = LabelSpace(["a", "b"])
    var builder = VotePatterns.Builder(voters: ["f1", "f2"], labelSpace: labelSpace)
    for _ in 0..<count {
      builder.append(entries: [.init(voter: 0, ballot: 0), .init(voter: 1, ballot: 1)])
    }
    let features = FeatureMatrix(
      dense: [[Float]](repeating: [0.6, 0.8], count: count),
      columnCount: 2
    )
    var batches: Set<[Int]> = []
    for seed in 0..<4 {
      var learner = try ActiveLearner(
        LearnerInputs(votes: builder.finish(), features: features),
        options: LearnerOptions(
          strategy: try StrategyCatalogue.strategy(name),
          seed: UInt64(seed),
          threadCount: 1
        )
      )
      for row in 0..<4 {
        try learner.record(AnnotatorAnswer(row: row, annotator: "ann", classIndex: row % 2))
      }
      try learner.refit()
      let rows = try learner.ask(5).rows.sorted()
      #expect(rows != [4, 5, 6, 7, 8] && rows != [195, 196, 197, 198, 199])
      batches.insert(rows)
    }
    #expect(batches.count > 1)
  }

  @Test(arguments: strategies)
  func `without answers the batch is chosen all the same`(_ name: String) throws {
    let pool = PracticePool(count: 80, classCount: 3)
    var learner = try pool.learner(name, answers: 0)
    #expect(try learner.ask(10).rows.count == 10)
  }
}
