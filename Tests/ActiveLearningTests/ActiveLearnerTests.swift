import ActiveLearning
import EndModels
import LabelModels
import LabelingCore
import Testing

/// What a session's state of knowledge promises.
struct ActiveLearnerTests {
  @Test func `a session that is resumed asks what it would have asked`() throws {
    let pool = PracticePool(count: 200, classCount: 3)
    var session = try pool.learner("0.5 entropy + 0.5 random", answers: 0)
    var journal: [(AnnotatorAnswer, QueryItem)] = []
    for _ in 0..<4 {
      for item in try session.ask(10).items {
        try session.record(pool.answer(item.row))
        journal.append((pool.answer(item.row), item))
      }
      try session.refit()
    }
    var resumed = try pool.learner("0.5 entropy + 0.5 random", answers: 0)
    for (answer, item) in journal { try resumed.record(answer, chosenAs: item) }
    resumed.queryCount = session.queryCount
    try resumed.refit()
    #expect(resumed.pool == session.pool)
    #expect(resumed.evidence.labeled == session.evidence.labeled)
    // The end model starts from elsewhere, but the fit ends where it ended.
    let both = try (session.ask(10).rows, resumed.ask(10).rows)
    #expect(Set(both.0).intersection(both.1).count >= 8)
  }

  @Test func `undo opens the document again, skips do not come back, releases do`() throws {
    let pool = PracticePool(count: 30, classCount: 2)
    var learner = try pool.learner("random", answers: 0)
    let rows = try learner.ask(4).rows
    #expect(learner.pool.count(of: .asked) == 4)
    try learner.record(pool.answer(rows[0]))
    #expect(learner.pool[rows[0]] == .labeled)
    let isTaken = learner.retract(row: rows[0], annotator: "ann")
    let isTakenAgain = learner.retract(row: rows[0], annotator: "ann")
    #expect(isTaken && !isTakenAgain)
    #expect(learner.pool[rows[0]] == .unlabeled)
    learner.skip(rows[1])
    #expect(learner.pool[rows[1]] == .skipped)
    learner.release(rows[2])
    #expect(learner.pool[rows[2]] == .unlabeled)
    #expect(learner.evidence.labeled.isEmpty)
    #expect(learner.evidence.skippedCount == 1)
    var later: Set<Int> = []
    while !learner.isExhausted { later.formUnion(try learner.ask(7).rows) }
    #expect(!later.contains(rows[1]) && !later.contains(rows[3]))
    #expect(later.contains(rows[0]) && later.contains(rows[2]))
  }

  @Test func `a document that two annotators answered stays labeled until both take it back`()
    throws
  {
    let pool = PracticePool(count: 30, classCount: 2)
    var learner = try pool.learner("random", answers: 0)
    try learner.record(AnnotatorAnswer(row: 3, annotator: "ann", classIndex: 0))
    try learner.record(AnnotatorAnswer(row: 3, annotator: "bob", classIndex: 1))
    learner.retract(row: 3, annotator: "bob")
    #expect(learner.pool[3] == .labeled)
    learner.retract(row: 3, annotator: "ann")
    #expect(learner.pool[3] == .unlabeled)
  }

  @Test func `an answer of no class is refused`() throws {
    let pool = PracticePool(count: 30, classCount: 2)
    var learner = try pool.learner("random", answers: 0)
    #expect(throws: ActiveLearningError.unknownClass(index: 2, classCount: 2)) {
      try learner.record(AnnotatorAnswer(row: 0, annotator: "ann", classIndex: 2))
    }
  }

  @Test func `answers change the probabilities of the documents they are about, and of others`()
    throws
  {
    let pool = PracticePool(count: 200, classCount: 2)
    let before = try pool.learner("margin", answers: 0)
    let after = try pool.learner("margin", answers: 80)
    let rows = after.pool.rows(in: .unlabeled).map(Int.init)
    func right(_ learner: ActiveLearner) -> Int {
      zip(rows, learner.predictions(of: rows)).count { pool.gold[$0] == $1 }
    }
    #expect(right(after) > right(before))
    let labeled = after.pool.rows(in: .labeled).map(Int.init)
    #expect(zip(labeled, after.predictions(of: labeled)).allSatisfy { pool.gold[$0] == $1 })
  }

  @Test func `without a new settled answer no model is fitted again`() throws {
    let pool = PracticePool(count: 200, classCount: 2)
    var learner = try pool.learner("margin", answers: 40)
    let before = learner
    try learner.refit()
    // A warm start would have moved the weights a little.
    #expect(learner.endModel == before.endModel)
    #expect(learner.joint.probabilities == before.joint.probabilities)
    #expect(learner.rounds.count == before.rounds.count + 1)
    try learner.record(pool.answer(try learner.ask(1).rows[0]))
    try learner.refit()
    #expect(learner.endModel != before.endModel)
  }

  @Test(arguments: [2, 4])
  func `the documents that are asked about do not bias what is made of the others`(
    classCount: Int
  ) throws {
    var gains: [Double] = []
    for seed in 1...8 {
      let pool = PracticePool(count: 600, classCount: classCount, seed: UInt64(seed))
      var learner = try pool.learner("margin", answers: 0)
      let rows = Array(0..<600)
      func accuracy(_ source: PosteriorSource) -> Double {
        let right = zip(rows, learner.predictions(of: rows, by: source))
          .count { pool.gold[$0] == $1 }
        return Double(right) / 600
      }
      let alone = accuracy(.labelModel)
      for row in try learner.ask(20).rows { try learner.record(pool.answer(row)) }
      try learner.refit()
      gains.append(accuracy(.joint) - alone)
    }
    let mean = gains.reduce(0, +) / Double(gains.count)
    #expect(mean > 0 && gains.allSatisfy { $0 > -0.03 }, "\(gains)")
  }

  @Test func `withheld documents are never asked about`() throws {
    let pool = PracticePool(count: 50, classCount: 2)
    var learner = try ActiveLearner(
      LearnerInputs(
        labelSpace: pool.labelSpace,
        features: pool.features,
        withheldRows: Array(0..<20)
      ),
      options: LearnerOptions(seed: 3, threadCount: 1)
    )
    var asked: Set<Int> = []
    while !learner.isExhausted { asked.formUnion(try learner.ask(9).rows) }
    #expect(asked == Set(20..<50))
    #expect(learner.stopSet.allSatisfy { $0 >= 20 })
  }
}
