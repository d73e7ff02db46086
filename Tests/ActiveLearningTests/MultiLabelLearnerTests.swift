import ActiveLearning
import Foundation
import LabelModels
import LabelingCore
import Testing

/// What is known of documents that may have several classes, and what is asked next.
struct MultiLabelLearnerTests {
  static let strategies = QueryStrategyConformanceTests.strategies.filter {
    $0 != "function:f1"
  }

  @Test func `answers teach each class on its own`() throws {
    let pool = TopicPool(count: 300)
    let rows = Array(100..<300)
    func errors(_ learner: MultiLabelLearner) -> Int {
      zip(rows, learner.predictions(of: rows)).reduce(0) { sum, found in
        sum + Set(pool.gold[found.0]).symmetricDifference(found.1).count
      }
    }
    let taught = errors(try pool.learner("random", answers: 100, hasFunctions: false))
    #expect(taught <= 6, "of \(3 * rows.count) labels")
    #expect(errors(try pool.learner("random", answers: 0, hasFunctions: false)) > 100)
    #expect(errors(try pool.learner("random", answers: 100)) <= 60)
  }

  @Test func `the joint logit is the mean of both, and settled documents are certain`() throws {
    let pool = TopicPool(count: 120)
    let learner = try pool.learner("random", answers: 30)
    let joint = try #require(learner.posteriors[.joint])
    let functions = try #require(learner.posteriors[.labelModel])
    let classifier = try #require(learner.posteriors[.endModel])
    #expect(Array(joint[4]) == (0..<3).map { pool.gold[4].contains($0) ? 1 : 0 })
    func logit(_ p: Double) -> Double { log(p / (1 - p)) }
    for row in 30..<120 {
      for (value, parts) in zip(joint[row], zip(functions[row], classifier[row])) {
        #expect(abs(logit(value) - (logit(parts.0) + logit(parts.1)) / 2) < 1e-9)
      }
    }
  }

  @Test func `the label model is the one that is fitted with the settled lists as gold`() throws {
    let pool = TopicPool(count: 120)
    let learner = try pool.learner("random", answers: 30, hasFeatures: false)
    let sets = pool.gold.enumerated().map { $0 < 30 ? $1 : nil }
    let fitted = try MultiLabelModel().fitted(to: pool.votes.attaching(goldSets: sets).patterns)
    let expected = try fitted.probabilities(of: pool.votes)
    let joint = try #require(learner.posteriors[.joint])
    for row in 30..<120 {
      #expect(Array(joint[row]) == Array(expected[row: Int(pool.votes.patternOfRow[row])]))
    }
  }

  @Test func `uncertainty is the mean of the classes', each a question of yes and no`() {
    let posterior = PoolPosterior(
      SoftLabels(classCount: 3, values: [0.5, 0.9, 0, 0.5, 0.5, 0.5]),
      kind: .several
    )
    let values = posterior.values(of: [0, 1]) { 1 - abs($0[0] - $0[1]) }
    #expect(abs(values[0] - (1 + 0.2 + 0) / 3) < 1e-15 && values[1] == 1)
    #expect(posterior.outcomes(of: 0) == [0.5, 0.5, 1 - 0.9, 0.9, 1, 0])
    #expect(abs(posterior.expectedErrors(of: 0) - 0.6) < 1e-15)
  }

  @Test(arguments: strategies)
  func `every strategy of lists asks about distinct open documents, on any number of threads`(
    _ name: String
  ) throws {
    let pool = TopicPool(count: 120)
    var first = try pool.learner(name, answers: 30)
    var second = try pool.learner(name, answers: 30, threadCount: 3)
    let query = try first.ask(12)
    #expect(try query == second.ask(12))
    #expect(query.rows.count == 12 && Set(query.rows).count == 12)
    #expect(query.rows.allSatisfy { $0 >= 30 })
    var asked = Set(query.rows)
    while !first.isExhausted {
      let rows = try first.ask(20).rows
      #expect(asked.isDisjoint(with: rows))
      asked.formUnion(rows)
    }
    #expect(asked.count == 90)
  }

  @Test(arguments: ["margin", "entropy", "least-confidence", "disagreement", "conflict"])
  func `the document about whose classes least is known comes first`(_ name: String) throws {
    let pool = TopicPool(count: 120)
    let learner = try pool.learner(name, answers: 30)
    var generator = SeededGenerator(seed: 1)
    let items = try learner.options.strategy.query(
      90,
      in: learner.situation,
      using: &generator
    )
    let utilities = items.map(\.utility)
    #expect(utilities == utilities.sorted(by: >) && utilities[0] > utilities[89])
  }

  @Test func `functions disagree where one says present and another absent`() throws {
    let votes = TopicPool(count: 1).votes
    #expect(votes.kind == .several)
    #expect(try StrategyCatalogue.strategy("0.5 margin + 0.5 random").takesSeveral)
    for name in ["function:f1", "0.5 function:f1 + 0.5 random"] {
      let strategy = try StrategyCatalogue.strategy(name)
      #expect(!strategy.takesSeveral)
      var generator = SeededGenerator(seed: 1)
      let situation = try TopicPool(count: 60).learner("random", answers: 10).situation
      #expect(throws: ActiveLearningError.ofOneClass(strategy: "function:f1")) {
        try strategy.query(4, in: situation, using: &generator)
      }
    }
  }

  @Test func `what is taken back is open again, and what nobody agrees on is not`() throws {
    let pool = TopicPool(count: 40)
    var learner = try pool.learner("random", answers: 0)
    learner.take([3: [0], 5: []], open: [7])
    #expect(learner.pool[3] == .labeled && learner.pool[7] == .asked)
    learner.take([5: []])
    #expect(learner.pool[3] == .unlabeled && learner.pool[5] == .labeled)
    try learner.refit()
    #expect(try Array(#require(learner.posteriors[.joint])[5]) == [0, 0, 0])
    learner.skip(5)
    #expect(learner.pool[5] == .labeled)
  }

  @Test func `before any answer there is only what functions say, and without them nothing`() throws
  {
    let pool = TopicPool(count: 40)
    let voted = try pool.learner("margin", answers: 0, hasFeatures: false)
    #expect(voted.posteriors[.joint] != nil && voted.rounds.last?.predictions == [])
    var silent = try pool.learner("margin", answers: 0, hasFunctions: false)
    #expect(silent.posteriors.isEmpty && silent.rounds.last?.meanUncertainty == nil)
    #expect(try silent.ask(3).items.map(\.strategy) == ["random", "random", "random"])
  }
}
