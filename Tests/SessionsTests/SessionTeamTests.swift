import CorpusIO
import LabelIO
import LabelStore
import LabelingCore
import Sessions
import Synchronization
import Testing
import VoteAnalysis

/// Several people on one session: who may do what, who sees what, and who is asked what.
struct SessionTeamTests {
  private static let classes = ["ham", "spam"]

  private static func start(
    _ folder: SessionFolder,
    _ change: (inout SessionSettings) -> Void
  ) throws -> SessionEngine {
    try folder.start(classes: classes, strategy: "random", change)
  }

  /// Answers until nothing is left; returns the documents.
  @discardableResult
  private static func answerAll(_ engine: SessionEngine, _ annotator: Annotator) throws -> [Int] {
    var documents: [Int] = []
    while let question = try engine.next(for: annotator).first {
      try engine.answer(question.document, as: Vote(classIndex: 0), by: annotator)
      documents.append(question.document)
    }
    return documents
  }

  // MARK: - Roles

  @Test func `who labels alone settles without any role`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try Self.start(folder) { _ in }
    let anna = try engine.annotator(named: "anna")
    #expect(anna.role == .annotator)
    #expect(try engine.maySettle(anna))
    try engine.flag(2, by: anna)
    try engine.adjudicate(2, as: Vote(classIndex: 1), by: anna)
    #expect(try engine.status().classCounts == [0, 1])
  }

  @Test func `with several answers a document, or an adjudicator, others do not settle`() throws {
    for overlap in [1, 2] {
      let folder = try SessionFolder(documentCount: 4)
      let engine = try Self.start(folder) { $0.overlap = overlap }
      let anna = try engine.annotator(named: "anna")
      let eve = try engine.annotator(named: "eve")
      for (person, index) in [(anna, 0), (eve, 1)] {
        try engine.answer(0, as: Vote(classIndex: index), by: person)
      }
      try engine.setRole(.adjudicator, of: eve)
      let refusal = SessionRefusal.notAdjudicator(name: "anna")
      #expect(throws: refusal) { try engine.disagreements(for: anna) }
      #expect(throws: refusal) { try engine.document(0, for: anna, .settling) }
      #expect(throws: refusal) { try engine.adjudicate(0, as: Vote(classIndex: 0), by: anna) }
      #expect(try engine.disagreements(for: eve).map(\.document) == [0])
      try engine.adjudicate(0, as: Vote(classIndex: 0), by: eve)
      #expect(try engine.status().adjudicatedCount == 1)
    }
  }

  @Test func `only what is in disagreement or flagged is settled`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try Self.start(folder) { $0.overlap = 2 }
    let people = try ["anna", "ben", "eve"].map { try engine.annotator(named: $0) }
    try engine.setRole(.manager, of: people[2])
    for person in people.prefix(2) { try engine.answer(1, as: Vote(classIndex: 0), by: person) }
    let vote = Vote(classIndex: 1)
    #expect(throws: SessionRefusal.nothingToSettle(id: "d1")) {
      try engine.adjudicate(1, as: vote, by: people[2])
    }
    try engine.flag(1, by: people[0])
    let number = try engine.adjudicate(1, as: vote, by: people[2], request: "one-request")
    try engine.flag(1, false, by: people[0])
    // The same request is no second one, whatever has become of its reason.
    #expect(try engine.adjudicate(1, as: vote, by: people[2], request: "one-request") == number)
  }

  @Test func `disagreements are settled first, and then what was only flagged`() throws {
    let folder = try SessionFolder(documentCount: 5)
    let engine = try Self.start(folder) { $0.overlap = 2 }
    let people = try ["anna", "ben", "eve"].map { try engine.annotator(named: $0) }
    try engine.setRole(.adjudicator, of: people[2])
    for document in [0, 3] { try engine.flag(document, by: people[0]) }
    for document in [3, 4] {
      for (index, person) in people.prefix(2).enumerated() {
        try engine.answer(document, as: Vote(classIndex: index), by: person)
      }
    }
    let first = try engine.settling(for: people[2])
    #expect(first.open == [3, 4, 0] && first.settled == [])
    #expect(try first.open.allSatisfy(engine.isUnsettled))
    try engine.adjudicate(3, as: Vote(classIndex: 0), by: people[2])
    let second = try engine.settling(for: people[2])
    #expect(second.open == [4, 0] && second.settled == [3])
    #expect(try !engine.isUnsettled(3) && !engine.isUnsettled(1))
    #expect(throws: SessionRefusal.self) { try engine.settling(for: people[0]) }
  }

  @Test func `who has done nothing is removed, and nobody gets their number`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try Self.start(folder) { _ in }
    let people = try ["anna", "ben"].map { try engine.annotator(named: $0) }
    _ = try engine.questions(for: people[1], count: 2)
    try engine.answer(0, as: Vote(classIndex: 0), by: people[0])
    #expect(throws: Diagnostic.self) { try engine.remove(people[0]) }
    try engine.remove(people[1])
    #expect(try engine.annotators() == [people[0]])
    #expect(throws: SessionRefusal.removed(name: "ben")) {
      try engine.answer(1, as: Vote(classIndex: 0), by: people[1])
    }
    // What ben had kept on a device is not taken for somebody else's.
    #expect(try engine.annotator(named: "cleo").number > people[1].number)
    #expect(try engine.questions(for: people[0], count: 3).questions.count == 3)
  }

  @Test func `the first who settles in the terminal becomes adjudicator, unless it is blind`()
    throws
  {
    for isBlind in [false, true] {
      let folder = try SessionFolder(documentCount: 4)
      let engine = try Self.start(folder) {
        $0.overlap = 2
        $0.isBlind = isBlind
      }
      let eve = try engine.annotator(named: "eve")
      let max = try engine.annotator(named: "max")
      if isBlind {
        #expect(throws: SessionRefusal.self) { try engine.beginSettling(eve) }
      } else {
        try engine.beginSettling(eve)
        #expect(try engine.maySettle(eve))
        #expect(throws: SessionRefusal.self) { try engine.beginSettling(max) }
      }
    }
  }

  @Test func `a paused annotator does nothing, but what was done before stays done`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try Self.start(folder) { _ in }
    let anna = try engine.annotator(named: "anna")
    let vote = Vote(classIndex: 0)
    let number = try engine.answer(1, as: vote, by: anna, request: "before-it")
    try engine.setPaused(true, of: anna)
    let refusal = SessionRefusal.paused(name: "anna")
    #expect(throws: refusal) { try engine.next(for: anna) }
    #expect(throws: refusal) { try engine.answer(2, as: vote, by: anna) }
    #expect(throws: refusal) { try engine.note("x", on: 2, by: anna) }
    #expect(throws: refusal) { try engine.undo(by: anna) }
    #expect(throws: refusal) { try engine.question(about: 2, for: anna) }
    #expect(try engine.answer(1, as: vote, by: anna, request: "before-it") == number)
    try engine.setPaused(false, of: anna)
    #expect(try engine.next(for: anna).count == 1)
  }

  @Test func `another name keeps what was done, and nobody takes another's`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try Self.start(folder) { _ in }
    let anna = try engine.annotator(named: "anna")
    let ben = try engine.annotator(named: "ben")
    try engine.answer(1, as: Vote(classIndex: 0), by: anna)
    #expect(throws: Diagnostic.self) { try engine.rename(ben, to: "anna") }
    try engine.rename(anna, to: " anne ")
    #expect(try engine.document(1).answers.map(\.annotator.name) == ["anne"])
    let error = #expect(throws: Diagnostic.self) { try engine.annotator(known: "ane") }
    #expect(error?.help?.contains("anne") == true)
  }

  @Test func `whether names can be given is known before any is`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try Self.start(folder) { _ in }
    for name in ["anna", "ben"] { _ = try engine.annotator(named: name) }
    try engine.checkNames(adding: ["anna"], renaming: [("ben", "bo"), ("anna", "ben")])
    for (added, renames) in [
      ([], [("ben", "anna")]), (["eve"], [("ben", " eve ")]),
      ([], [("anna", "ben"), ("ben", "bo")]), ([""], []), ([], [("anna", "a\nb")]),
    ] {
      #expect(throws: Diagnostic.self) { try engine.checkNames(adding: added, renaming: renames) }
    }
    #expect(try engine.annotators().map(\.name) == ["anna", "ben"])
  }

  // MARK: - Who sees what

  @Test func `in a blind session nobody sees what others said before answering`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try Self.start(folder) {
      $0.overlap = 3
      $0.isBlind = true
    }
    let people = try ["anna", "ben", "cleo", "eve"].map { try engine.annotator(named: $0) }
    try engine.setRole(.adjudicator, of: people[3])
    for (index, person) in people.prefix(2).enumerated() {
      try engine.answer(0, as: Vote(classIndex: index), by: person)
    }
    try engine.note("it is ham", on: 0, by: people[0])
    try engine.flag(0, by: people[1])
    try engine.adjudicate(0, as: Vote(classIndex: 0), by: people[3])
    for person in [people[2], people[3]] {
      let card = try engine.document(0, for: person)
      #expect(card.answers.isEmpty && card.notes.isEmpty && card.flags.isEmpty)
      #expect(card.adjudication == nil)
    }
    #expect(throws: SessionRefusal.self) { try engine.disagreements(for: people[2]) }
    #expect(try engine.document(0, for: people[3], .settling).answers.count == 2)
    let listed = try engine.document(0, for: people[3], .finding)
    #expect(listed.answers.count == 2 && listed.flags == [people[1]])
    let hidden = try engine.document(0, for: people[2], .finding)
    #expect(hidden.answers.isEmpty && hidden.flags.isEmpty && hidden.adjudication == nil)
    let own = try engine.document(0, for: people[0])
    #expect(own.answers.map(\.annotator.name) == ["anna"])
    #expect(own.notes.count == 1 && own.flags.isEmpty)
  }

  @Test func `who settles in a blind session without a role sees what they answered`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try Self.start(folder) { $0.isBlind = true }
    let people = try ["anna", "ben", "cleo"].map { try engine.annotator(named: $0) }
    for (index, person) in people.prefix(2).enumerated() {
      try engine.answer(0, as: Vote(classIndex: index), by: person)
    }
    #expect(try engine.disagreements(for: people[0]).count == 1)
    #expect(try engine.disagreements(for: people[2]).isEmpty)
    #expect(throws: SessionRefusal.blind) { try engine.document(0, for: people[2], .settling) }
    // Whether there is anything to settle is not told either, and a flag opens nothing.
    try engine.flag(2, by: people[2])
    #expect(try engine.settling(for: people[2]).open.isEmpty)
    let vote = Vote(classIndex: 0)
    for document in 0..<3 {
      #expect(throws: SessionRefusal.blind) {
        try engine.adjudicate(document, as: vote, by: people[2])
      }
    }
    try engine.skip(0, by: people[2])
    #expect(throws: SessionRefusal.blind) { try engine.adjudicate(0, as: vote, by: people[2]) }
    try engine.adjudicate(0, as: vote, by: people[0])
    try engine.setRole(.adjudicator, of: people[2])
    try engine.adjudicate(2, as: vote, by: people[2])
  }

  // MARK: - Who is asked what

  @Test func `every document gets its answers, however its first one came about`() throws {
    let folder = try SessionFolder(documentCount: 12)
    let engine = try Self.start(folder) { $0.overlap = 2 }
    let anna = try engine.annotator(named: "anna")
    let ben = try engine.annotator(named: "ben")
    // Looked up, skipped, flagged, and imported.
    _ = try engine.question(about: 9, for: anna)
    try engine.answer(9, as: Vote(classIndex: 1), by: anna)
    try engine.skip(7, by: anna)
    try engine.flag(5, by: anna)
    let answers = try folder.write("item,worker,label\nd2,anna,ham\nd3,ben,ham\n", to: "a.csv")
    _ = try AnswerImport(path: answers).run(into: folder.session)
    #expect(try !engine.status().isExhausted)
    #expect(try Self.answerAll(engine, anna).count == 9)
    #expect(try Set(Self.answerAll(engine, ben)) == Set(0..<12).subtracting([3]))
    let status = try engine.status()
    #expect(status.completeCount == 11, "one was skipped by anna")
    #expect(status.isExhausted)
    #expect(try engine.questions(for: ben).ending == .sessionDone)
    let left = try engine.questions(for: anna)
    #expect(left.ending == .sessionDone && left.skippedCount == 1)
    let carl = try engine.annotator(named: "carl")
    #expect(try engine.next(for: carl, count: 3).map(\.document) == [7])
  }

  @Test func `a session with fewer people than answers to a document is not done`() throws {
    let folder = try SessionFolder(documentCount: 3)
    let engine = try Self.start(folder) { $0.overlap = 2 }
    let anna = try engine.annotator(named: "anna")
    try Self.answerAll(engine, anna)
    #expect(try !engine.status().isExhausted)
    #expect(try engine.questions(for: anna).ending == .nothingForYou)
    let share = try #require(try engine.status().annotators.first)
    #expect(share.answerCount == 3 && share.shareCount == 3)
    let ben = try engine.annotator(named: "ben")
    let own = try #require(try engine.status().annotators.last)
    #expect(own.answerCount == 0 && own.shareCount == 3, "their own share, not the team's")
    try Self.answerAll(engine, ben)
    #expect(try engine.status().isExhausted)
  }

  @Test func `what others hold is waited for, and comes when it is free`() throws {
    let folder = try SessionFolder(documentCount: 2)
    _ = try Self.start(folder) { $0.leaseInSeconds = 4 }
    let clock = Mutex(1_000_000)
    let engine = try SessionEngine(opening: folder.session) { clock.withLock { $0 } }
    let anna = try engine.annotator(named: "anna")
    let ben = try engine.annotator(named: "ben")
    #expect(try engine.next(for: anna, count: 2).count == 2)
    #expect(try engine.questions(for: ben).ending == .heldByOthers(askAgainInSeconds: 4))
    clock.withLock { $0 += 3_500 }
    #expect(try engine.questions(for: ben).ending == .heldByOthers(askAgainInSeconds: 1))
    clock.withLock { $0 += 500 }
    #expect(try engine.next(for: ben).count == 1)
  }

  @Test func `what was skipped is asked again for the asking`() throws {
    let folder = try SessionFolder(documentCount: 5)
    let engine = try Self.start(folder) { _ in }
    let anna = try engine.annotator(named: "anna")
    while let question = try engine.next(for: anna).first {
      try engine.skip(question.document, by: anna)
    }
    #expect(try engine.questions(for: anna).skippedCount == 5)
    #expect(try engine.askSkippedAgain(anna) == 5)
    #expect(try Self.answerAll(engine, anna).count == 5)
    #expect(try engine.status().skipCount == 0)
  }

  @Test func `a greater overlap asks for more answers, also in another process`() throws {
    let folder = try SessionFolder(documentCount: 3)
    let engine = try Self.start(folder) { _ in }
    let anna = try engine.annotator(named: "anna")
    let ben = try engine.annotator(named: "ben")
    try Self.answerAll(engine, anna)
    #expect(try engine.next(for: ben).isEmpty)
    let other = try SessionEngine(opening: folder.session)
    try other.changeSettings { $0.overlap = 2 }
    other.close()
    #expect(try Self.answerAll(engine, ben).count == 3)
    #expect(try engine.status().completeCount == 3)
  }
}
