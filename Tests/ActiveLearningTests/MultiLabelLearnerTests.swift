import ActiveLearning
import EndModels
import Foundation
import LabelModels
import LabelingCore
import TestSupport
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
    // Functions that are wrong about one class in six do not spoil what answers taught.
    let joined = try pool.learner("random", answers: 100)
    #expect(errors(joined) <= 12)
    #expect(errors(try pool.learner("random", answers: 100, hasFeatures: false)) > 60)
  }

  @Test(arguments: [0, 9, 30])
  func `the joint logit is the functions' plus λ times what the classifier adds to its balance`(
    answers: Int
  ) throws {
    let pool = TopicPool(count: 120)
    let learner = try pool.learner("random", answers: answers)
    let joint = try #require(learner.posteriors[.joint])
    let functions = try #require(learner.posteriors[.labelModel])
    let classifier = try #require(learner.posteriors[.endModel])
    let balances = try #require(learner.endModel).parts.map { $0.balance[1] }
    let weight = try #require(learner.endModelWeight)
    func logit(_ p: Double) -> Double { log(p / (1 - p)) }
    let votes = pool.votes
    for row in answers..<120 {
      let spoken = votes.entries(of: Int(votes.patternOfRow[row])).flatMap { entry in
        votes.ballots.classes(of: Int(entry.ballot)).map { $0 % 3 }
      }
      for c in 0..<3 {
        let place = joint[row].startIndex + c
        let (m, e) = (Array(functions[row])[c], Array(classifier[row])[c])
        let lambda = (spoken.contains(c) ? weight.voted : weight.unvoted).weight
        let expected = logit(m) + lambda * (logit(e) - logit(balances[c]))
        #expect(abs(logit(joint[row][place]) - expected) < 1e-6)
      }
    }
  }

  @Test func `settled documents are certain, and few of them do not choose λ`() throws {
    let pool = TopicPool(count: 120)
    let few = try pool.learner("random", answers: MultiLabelLearner.leastEvidence - 1)
    #expect(few.endModelWeight == EndModelWeight(votedCases: [], unvotedCases: []))
    let many = try pool.learner("random", answers: 30, threadCount: 1)
    let joint = try #require(many.posteriors[.joint])
    for row in 0..<30 {
      #expect(Array(joint[row]) == (0..<3).map { pool.gold[row].contains($0) ? 1 : 0 })
    }
    let weight = try #require(many.endModelWeight)
    // Each class of each settled document is a case.
    #expect(weight.voted.caseCount + weight.unvoted.caseCount == 90)
    let parallel = try pool.learner("random", answers: 30, threadCount: 3)
    #expect(parallel.endModelWeight == weight)
    #expect(parallel.posteriors[.joint]?.table == joint.table)
  }

  @Test func `a classifier that answers show to be the better witness counts for more`() throws {
    let pool = TopicPool(count: 300)
    let weight = try #require(pool.learner("random", answers: 100).endModelWeight)
    for (choice, expected) in [
      (weight.voted, EndModelWeight.expectedVoted),
      (weight.unvoted, EndModelWeight.expectedUnvoted),
    ] {
      #expect(choice.weight > expected)
      #expect(try #require(choice.logLoss) < #require(choice.logLossWithout))
    }
  }

  @Test func `without functions, or without texts, one part stands alone`() throws {
    let pool = TopicPool(count: 120)
    let silent = try pool.learner("random", answers: 30, hasFunctions: false)
    #expect(silent.endModelWeight == nil)
    let classifier = try #require(silent.posteriors[.endModel])
    let joint = try #require(silent.posteriors[.joint])
    for row in 30..<120 { #expect(Array(joint[row]) == Array(classifier[row])) }
    #expect(try pool.learner("random", answers: 30, hasFeatures: false).endModelWeight == nil)
  }

  @Test func `what came with the documents is weighed against the classifier, too`() throws {
    let pool = TopicPool(count: 120)
    let inputs = LearnerInputs(labelSpace: pool.votes.labelSpace, features: pool.features)
    let options = try pool.learner("random", answers: 0).options
    // Probabilities that are right, and ones that say the opposite.
    for (sure, isRight) in [(0.9, true), (0.1, false)] {
      let values = pool.gold.flatMap { classes in
        (0..<3).map { classes.contains($0) ? sure : 1 - sure }
      }
      var learner = MultiLabelLearner(
        inputs,
        options: options,
        given: SoftLabels(classCount: 3, values: values)
      )
      learner.take(pool.known(60))
      try learner.refit()
      let weight = try #require(learner.endModelWeight)
      #expect(weight.voted.caseCount == 0 && weight.unvoted.caseCount == 180)
      let rows = Array(60..<120)
      let wrong = zip(rows, learner.predictions(of: rows)).count { pool.gold[$0] != $1 }
      #expect(isRight ? wrong == 0 : wrong < 60)
      #expect(isRight || weight.unvoted.weight > EndModelWeight.expectedUnvoted)
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
    let votes = Patterns.of(
      statements: [
        [(0, 0), (1, 3)], [(0, 0), (1, 1)], [(0, 0), (1, 4)],
        [(0, 0), (2, 0), (1, 3), (0, 4), (1, 1)],
      ],
      voterCount: 3,
      classCount: 3
    )
    var situation = QuerySituation(labelSpace: votes.labelSpace, candidates: [0, 1, 2, 3])
    situation.kind = .several
    situation.votes = votes
    var generator = SeededGenerator(seed: 1)
    // Of class 0 the last has two against one, of class 1 one against one.
    let pairs = try VoteDisagreement(.conflict).utilities(in: situation, using: &generator)
    #expect(pairs == [1, 0, 0, 3])
    let entropies = try VoteDisagreement(.disagreement).utilities(in: situation, using: &generator)
    for (entropy, expected) in zip(entropies, [1, 0, 0, 1 + 0.918_295_834_054_489_6]) {
      #expect(abs(entropy - expected) < 1e-12)
    }
  }

  @Test func `a strategy for one class refuses documents that may have several`() throws {
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
