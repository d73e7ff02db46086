import ActiveLearning
import CorpusIO
import LabelIO
import LabelStore
import LabelingCore
import Sessions
import TestSupport
import Testing
import VoteAnalysis

/// Sessions whose documents may have several classes.
struct LabelSetSessionTests {
  private static let classes = ["billing", "login", "refund"]

  private func start(
    _ folder: SessionFolder,
    _ change: (inout SessionSettings) -> Void = { _ in }
  ) throws -> SessionEngine {
    try folder.start(classes: Self.classes) {
      $0.labels = .several
      change(&$0)
    }
  }

  @Test func `a list of classes is an answer, also an empty one`() throws {
    let folder = try SessionFolder(documentCount: 5)
    let engine = try start(folder)
    let anna = try engine.annotator(named: "anna")
    try engine.answer(0, labels: [2, 0, 2], by: anna)
    try engine.answer(1, labels: [], by: anna)
    try engine.skip(2, by: anna)
    #expect(try engine.document(0).answers.map(\.says) == [.classes([0, 2])])
    #expect(try engine.document(1).answers.map(\.says) == [.classes([])])
    #expect(try engine.document(2).answers.map(\.says) == [.skipped])
    let status = try engine.status()
    #expect(status.answerCount == 2 && status.skipCount == 1)
    #expect(status.classCounts == [1, 0, 1] && status.undecidedCount == 0)
    engine.close()
    let again = try SessionEngine(opening: folder.session, for: .reading)
    #expect(again.labels == .several)
    #expect(try again.document(1).answers.map(\.says) == [.classes([])])
    #expect(
      try again.history(of: anna, limit: 9).map(\.says) == [
        .skipped, .classes([]), .classes([0, 2]),
      ]
    )
  }

  @Test func `an answer is changed, and taken back`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try start(folder)
    let anna = try engine.annotator(named: "anna")
    let first = try #require(try engine.next(for: anna).first)
    try engine.answer(first.document, labels: [1], by: anna)
    try engine.answer(first.document, labels: [1, 2], by: anna)
    #expect(try engine.document(first.document).answers.map(\.says) == [.classes([1, 2])])
    #expect(try engine.undo(by: anna)?.kind == .answer)
    #expect(try engine.document(first.document).answers.map(\.says) == [.classes([1])])
    #expect(try engine.undo(by: anna)?.question.document == first.document)
    #expect(try engine.document(first.document).answers.isEmpty)
    #expect(try engine.next(for: anna).first?.document == first.document)
  }

  @Test func `who answered or skipped a document is not asked about it again`() throws {
    let folder = try SessionFolder(documentCount: 6)
    let engine = try start(folder) { $0.batchCount = 2 }
    let anna = try engine.annotator(named: "anna")
    var asked: [Int] = []
    while let question = try engine.next(for: anna).first {
      asked.append(question.document)
      if asked.count == 2 {
        try engine.skip(question.document, by: anna)
      } else {
        try engine.answer(question.document, labels: [], by: anna)
      }
    }
    #expect(asked.sorted() == Array(0..<6))
    #expect(try engine.status().isExhausted, "there is nobody else to ask")
    #expect(try engine.askSkippedAgain(anna) == 1)
    #expect(try engine.next(for: anna).first?.document == asked[1])
  }

  @Test func `an answer about one class is refused, and a list in a session of one class`() throws {
    let folder = try SessionFolder(documentCount: 3)
    let several = try start(folder)
    let anna = try several.annotator(named: "anna")
    #expect(throws: SessionRefusal.otherLabels(session: .several)) {
      try several.answer(0, as: Vote(classIndex: 1), by: anna)
    }
    #expect(throws: SessionRefusal.otherLabels(session: .several)) {
      try several.adjudicate(0, as: Vote(classIndex: 1), by: anna)
    }
    let other = try SessionFolder(documentCount: 3)
    let one = try other.start(classes: Self.classes)
    let ben = try one.annotator(named: "ben")
    #expect(throws: SessionRefusal.otherLabels(session: .one)) {
      try one.answer(0, labels: [1], by: ben)
    }
    #expect(try one.status().answerCount == 0)
  }

  @Test func `each class is decided by the majority, and open where half gave it`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try start(folder) { $0.overlap = 3 }
    let people = try ["anna", "ben", "carl"].map { try engine.annotator(named: $0) }
    for (person, labels) in zip(people, [[0, 1], [0], [0, 2]]) {
      try engine.answer(0, labels: labels, by: person)
      try engine.answer(1, labels: [2], by: person)
    }
    // Half of two give class 1.
    try engine.answer(2, labels: [0, 1], by: people[0])
    try engine.answer(2, labels: [0], by: people[1])
    #expect(try engine.disagreements().map(\.document) == [0, 2])
    let status = try engine.status()
    #expect(status.classCounts == [1, 0, 1], "two are decided, as [0] and as [2]")
    #expect(status.undecidedCount == 1 && status.disagreementCount == 2)
    try engine.setRole(.adjudicator, of: people[0])
    try engine.adjudicate(2, labels: [1], by: people[0])
    #expect(try engine.disagreements().map(\.adjudication) == [nil, .classes([1])])
    #expect(try engine.status().classCounts == [1, 1, 1])
    _ = try engine.undo(by: people[0])
    #expect(try engine.disagreements().map(\.adjudication) == [nil, nil])
  }

  @Test func `documents are found by each of their classes and by what was done to them`() throws {
    let folder = try SessionFolder(documentCount: 5)
    let engine = try start(folder)
    let anna = try engine.annotator(named: "anna")
    try engine.answer(0, labels: [0, 1], by: anna)
    try engine.answer(1, labels: [1], by: anna)
    try engine.answer(2, labels: [], by: anna)
    func found(_ change: (inout DocumentFilter) -> Void) throws -> [Int] {
      var filter = DocumentFilter()
      change(&filter)
      return try engine.documents(matching: filter, seenBy: anna)
    }
    #expect(try found { $0.classIndex = 1 } == [0, 1])
    #expect(try found { $0.classIndex = 2 } == [])
    #expect(try found { $0.state = .labeled } == [0, 1, 2])
    #expect(try found { $0.state = .unlabeled } == [3, 4])
    #expect(try found { $0.state = .empty } == [2])
  }

  @Test func `a check counts as right when the whole list is`() throws {
    let folder = try SessionFolder(documentCount: 6)
    let gold = try folder.write("id,label\nd0,billing+login\nd1,[]\nd2,login\n", to: "gold.csv")
    var start = SessionStart(source: CorpusSource(paths: [folder.corpus]))
    start.classes = Self.classes
    start.settings.labels = .several
    start.checks = try GoldLabels.read(gold)
    start.settings.checkRate = 0.5
    #expect(try start.run(writingTo: folder.session, strategy: nil).checkCount == 3)
    let engine = try SessionEngine(opening: folder.session)
    let anna = try engine.annotator(named: "anna")
    try engine.answer(0, labels: [0, 1], by: anna)
    try engine.answer(1, labels: [], by: anna)
    try engine.answer(2, labels: [1, 2], by: anna)
    let checks = try #require(try engine.status().annotators.first?.checks)
    #expect(checks.answerCount == 3 && checks.rightCount == 2)
  }

  @Test func `the gold labels of a session are lists, and say when there is none`() throws {
    let folder = try SessionFolder(documentCount: 4)
    let engine = try start(folder)
    let anna = try engine.annotator(named: "anna")
    try engine.answer(0, labels: [0, 2], by: anna)
    try engine.answer(3, labels: [], by: anna)
    engine.close()
    let gold = try GoldLabels.read(folder.session)
    #expect(gold["d0"] == "billing+refund" && gold["d3"] == "[]")
    let space = LabelSpace(Self.classes)
    #expect(try gold.labelSets(of: ["d0", "d1", "d3"], in: space) == [[0, 2], nil, []])
  }

  @Test func `agreement is measured for each class, and of lists by how much they share`() throws {
    let folder = try SessionFolder(documentCount: 6)
    let engine = try start(folder) { $0.overlap = 2 }
    let people = try ["anna", "ben"].map { try engine.annotator(named: $0) }
    let lists = [[[0], [0]], [[0, 1], [0]], [[], []], [[2], [2]]]
    for (document, lists) in lists.enumerated() {
      for (person, labels) in zip(people, lists) {
        try engine.answer(document, labels: labels, by: person)
      }
    }
    let status = try engine.status()
    #expect(status.agreement?.pairs.map(\.agreement) == [0.75], "three of four lists are the same")
    #expect(status.annotators.map(\.othersAgreement) == [0.75, 0.75])
    let agreement = try #require(status.labelSetAgreement)
    #expect(agreement.classes.map(\.agreement.meanCohenKappa) == [1, 0, 1])
    let alpha = try #require(agreement.masiAlpha)
    #expect(abs(alpha - 26.0 / 33) < 1e-12)
    #expect(status.emptyCount == 1)
  }

  @Test func `what is known of each class leads the questions`() throws {
    let folder = try SessionFolder(documentCount: 60)
    let engine = try start(folder) { $0.batchCount = 5 }
    #expect(engine.settings.strategy == "margin")
    let anna = try engine.annotator(named: "anna")
    var asked: [String] = []
    for _ in 0..<30 {
      let question = try #require(try engine.next(for: anna).first)
      asked.append(question.id)
      let isWin = try engine.document(question.document).text?.contains("win") == true
      try engine.answer(question.document, labels: isWin ? [0, 2] : [1], by: anna)
    }
    #expect(Set(asked).count == 30)
    let status = try engine.status()
    #expect(status.expectedCorrections != nil && status.stopping.count >= 3)
    let open = try #require((0..<60).first { !asked.contains("d\($0)") })
    let card = try engine.document(open)
    #expect(card.proposal == (open % 3 == 0 ? [0, 2] : [1]))
    engine.close()
    // Learned again from the journal, it asks the same.
    let again = try SessionEngine(opening: folder.session)
    #expect(try again.document(open).proposal == card.proposal)
  }

  @Test func `a strategy for one class a document is refused in words`() throws {
    let folder = try SessionFolder(documentCount: 3)
    var start = SessionStart(source: CorpusSource(paths: [folder.corpus]))
    start.classes = Self.classes
    start.settings.labels = .several
    #expect(throws: ActiveLearningError.ofOneClass(strategy: "function:f")) {
      try start.run(writingTo: folder.session, strategy: "function:f")
    }
  }

  @Test func `a session starts from labels with probabilities, and hides them`() throws {
    let folder = try SessionFolder(documentCount: 1)
    let corpus = try folder.write(
      "id,text,labels,p_a,p_b,vote_f,vote_g\nd0,x,a+b,0.9,0.8,a+b,\nd1,y,[],0.1,0.2,-a,b\n"
        + "d2,z,a,0.6,0.4,a,-a+b\n",
      to: "labeled.csv"
    )
    var start = SessionStart(source: CorpusSource(paths: [corpus]))
    start.settings.labels = .several
    let outcome = try start.run(writingTo: folder.session, strategy: nil)
    #expect(outcome.classes == ["a", "b"] && outcome.functionCount == 2)
    let engine = try SessionEngine(opening: folder.session)
    let card = try engine.document(2)
    #expect(card.fieldNames == [])
    #expect(card.votes.map(\.text) == ["a", "b+-a"] && card.votes.map(\.classes) == [[0], [1]])
    engine.close()
    // Without votes the probabilities lead.
    let plain = try folder.write(
      "id,text,labels,p_a,p_b\nd0,x,a+b,0.9,0.8\nd1,y,[],0.1,0.2\nd2,z,a,0.6,0.4\n",
      to: "plain.csv"
    )
    let path = folder.path + "/b.session"
    start.source = CorpusSource(paths: [plain])
    #expect(try start.run(writingTo: path, strategy: nil).hasProbabilities)
    let second = try SessionEngine(opening: path)
    #expect(try second.document(0).proposal == [0, 1])
    #expect(try second.document(1).proposal == [])
    let anna = try second.annotator(named: "anna")
    #expect(try second.next(for: anna).first?.id == "d2")
  }
}
