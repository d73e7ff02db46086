import CorpusIO
import LabelIO
import LabelStore
import LabelingCore
import Sessions
import Synchronization
import Testing
import VoteAnalysis

/// What is known of annotators: hidden check questions, pace, and how near ratings are.
struct SessionFigureTests {
  private static let classes = ["ham", "spam"]

  @Test func `check questions look like others, and only the figures know them`() throws {
    let folder = try SessionFolder(documentCount: 60)
    var start = SessionStart(source: .init(paths: [folder.corpus]))
    start.classes = Self.classes
    let gold = try folder.write("id,label\nd0,ham\nd1,spam\nd2,ham\nd3,ham\n", to: "gold.csv")
    start.checks = try GoldLabels.read(gold)
    start.settings.checkRate = 0.5
    _ = try start.run(writingTo: folder.session, strategy: "random")
    let engine = try SessionEngine(opening: folder.session)
    let anna = try engine.annotator(named: "anna")
    var asked: Set<Int> = []
    for _ in 0..<20 {
      let question = try #require(try engine.next(for: anna).first)
      #expect(question.strategy == "random")
      asked.insert(question.document)
      try engine.answer(question.document, as: Vote(classIndex: 0), by: anna)
    }
    #expect(asked.isSuperset(of: 0..<4))
    let checks = try #require(try engine.status().annotators.first?.checks)
    #expect(checks.answerCount == 4 && checks.rightCount == 3)
    #expect(try GoldLabels.read(folder.session).areChosen == false)
  }

  @Test func `check questions are documents of the corpus, with its classes`() throws {
    let folder = try SessionFolder(documentCount: 5)
    for (rows, words) in [("d9,ham", "not in the corpus"), ("d1,hamm", "hamm"), ("", "no label")] {
      var start = SessionStart(source: .init(paths: [folder.corpus]))
      start.classes = Self.classes
      start.checks = try GoldLabels.read(folder.write("id,label\n\(rows)\n", to: "gold.csv"))
      let error = #expect(throws: (any Error).self, "\(rows)") {
        try start.run(writingTo: folder.session, strategy: "random")
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(rows)")
    }
  }

  @Test func `pace counts time of work, and pauses are none`() throws {
    let folder = try SessionFolder(documentCount: 10)
    _ = try folder.start(classes: Self.classes, strategy: "random") { _ in }
    let clock = Mutex(0)
    let engine = try SessionEngine(opening: folder.session) { clock.withLock { $0 } }
    let anna = try engine.annotator(named: "anna")
    for (document, minutes) in [0, 1, 1, 60, 1].enumerated() {
      clock.withLock { $0 += minutes * 60_000 }
      try engine.answer(
        document,
        as: Vote(classIndex: 0),
        by: anna,
        duration: .seconds(document == 3 ? 60 : 5)
      )
    }
    let pace = try #require(try engine.status().annotators.first?.pace)
    // Five answers: three gaps of a minute, a minute after the pause, and 5 s before the first.
    #expect(pace.answersPerHour.map { abs($0 - 5.0 * 3600 / 245) < 1e-9 } == true)
    #expect(pace.medianSeconds == 5)
  }

  @Test func `ratings that are near each other are nearly right`() throws {
    let folder = try SessionFolder(documentCount: 6)
    let engine = try folder.start(classes: ["1", "2", "3"], strategy: "random") {
      $0.overlap = 2
      $0.isOrdered = true
    }
    let people = try ["anna", "ben"].map { try engine.annotator(named: $0) }
    for (document, pair) in [[0, 0], [1, 1], [2, 2], [0, 1], [2, 1], [0, 0]].enumerated() {
      for (person, index) in zip(people, pair) {
        try engine.answer(document, as: Vote(classIndex: index), by: person)
      }
    }
    let ratings = try #require(try engine.status().agreement?.ratings)
    // 1 - mean((x-y)**2 of the pairs) / mean((x-y)**2 of all with all) = 1 - (2/6) / (46/36)
    #expect(ratings.order == ["1", "2", "3"])
    let kappa = try #require(ratings.weightedKappa)
    #expect(abs(kappa - 34.0 / 46) < 1e-12)
  }
}
