import Foundation
import LabelIO
import LabelStore
import LabelingCore
import Sessions
import Testing
import VoteAnalysis

struct SessionEngineTests {
  @Test func `an answer is kept, counted, and taken back`() throws {
    let folder = try SessionFolder(documentCount: 30)
    let engine = try folder.start(classes: ["ham", "spam"])
    let anna = try engine.annotator(named: " anna ")
    #expect(anna.name == "anna")
    let first = try #require(try engine.next(for: anna).first)
    #expect(try engine.next(for: anna).first == first, "asking again changes nothing")
    try engine.answer(
      first.document,
      as: Vote(classIndex: 1),
      by: anna,
      duration: .milliseconds(2500)
    )
    let second = try #require(try engine.next(for: anna).first)
    #expect(second.document != first.document)
    #expect(try engine.status().answerCount == 1)
    #expect(try engine.status().annotators[0].pace.medianSeconds == 2.5)
    #expect(try engine.undo(by: anna)?.question == first)
    #expect(try engine.status().answerCount == 0)
    #expect(try engine.undo(by: anna) == nil)
    #expect(try engine.next(for: anna).first?.document == first.document)
  }

  @Test func `questions follow from the seed and the answers alone, also after a kill`() throws {
    func asked(killing: Bool) throws -> [String] {
      let folder = try SessionFolder(documentCount: 80)
      var engine = try folder.start(classes: ["ham", "spam"]) { $0.batchCount = 5 }
      var ids: [String] = []
      for round in 0..<30 {
        let anna = try engine.annotator(named: "anna")
        let question = try #require(try engine.next(for: anna).first)
        ids.append(question.id)
        let isSpam = try engine.document(question.document).text?.contains("win") == true
        try engine.answer(
          question.document,
          as: Vote(classIndex: isSpam ? 1 : 0),
          by: anna
        )
        if killing, round % 7 == 3 { engine = try SessionEngine(opening: folder.session) }
      }
      return ids
    }
    let plain = try asked(killing: false)
    #expect(Set(plain).count == 30)
    #expect(try asked(killing: false) == plain)
    #expect(try asked(killing: true) == plain)
  }

  @Test func `two engines on one session never give the same document to two people`() throws {
    let folder = try SessionFolder(documentCount: 40)
    let first = try folder.start(classes: ["ham", "spam"]) { $0.batchCount = 4 }
    let second = try SessionEngine(opening: folder.session)
    let anna = try first.annotator(named: "anna")
    let ben = try second.annotator(named: "ben")
    var seen: [Int] = []
    for _ in 0..<18 {
      for (engine, person) in [(first, anna), (second, ben)] {
        let question = try #require(try engine.next(for: person).first)
        seen.append(question.document)
        try engine.answer(
          question.document,
          as: Vote(classIndex: 0),
          by: person
        )
      }
    }
    #expect(Set(seen).count == 36)
  }

  @Test func `the pool ends with a clear state`() throws {
    let folder = try SessionFolder(documentCount: 7)
    let engine = try folder.start(classes: ["ham", "spam"]) { $0.batchCount = 3 }
    let anna = try engine.annotator(named: "anna")
    var count = 0
    while let question = try engine.next(for: anna).first {
      try engine.answer(
        question.document,
        as: Vote(classIndex: count % 2),
        by: anna
      )
      count += 1
    }
    #expect(count == 7)
    #expect(try engine.status().isExhausted)
  }

  @Test func `disagreements are found and settled, and agreement is measured`() throws {
    let folder = try SessionFolder(documentCount: 10)
    let engine = try folder.start(classes: ["ham", "spam"]) { $0.overlap = 2 }
    let people = try ["anna", "ben"].map { try engine.annotator(named: $0) }
    for (index, person) in people.enumerated() {
      for document in 0..<4 {
        let vote = Vote(classIndex: document == 3 ? index : document % 2)
        try engine.answer(document, as: vote, by: person)
      }
    }
    let found = try engine.disagreements()
    #expect(found.map(\.document) == [3])
    #expect(try engine.status().agreement?.pairs.first?.agreement == 0.75)
    try engine.setRole(.adjudicator, of: people[0])
    try engine.adjudicate(3, as: Vote(classIndex: 1), by: people[0])
    #expect(try engine.disagreements().map(\.adjudication?.classIndex) == [1])
    #expect(try engine.status().adjudicatedCount == 1)
    #expect(try engine.status().classCounts == [2, 2])
    _ = try engine.undo(by: people[0])
    #expect(try engine.disagreements().map(\.adjudication) == [nil])
  }

  @Test func `a refusal in a session of two classes speaks for the other`() throws {
    let folder = try SessionFolder(documentCount: 3)
    let engine = try folder.start(classes: ["ham", "spam"])
    let anna = try engine.annotator(named: "anna")
    try engine.answer(0, as: Vote(classIndex: 1), isRejection: true, by: anna)
    #expect(try engine.status().classCounts == [1, 0])
    #expect(try engine.document(0).answers.first?.says.isRejection == true)
  }

  @Test func `flags and notes stand with their document until they are taken back`() throws {
    let folder = try SessionFolder(documentCount: 3)
    let engine = try folder.start(classes: ["ham", "spam"])
    let anna = try engine.annotator(named: "anna")
    try engine.flag(1, by: anna)
    try engine.note("what is this?", on: 1, by: anna)
    #expect(try engine.document(1).flags == [anna])
    #expect(try engine.document(1).notes.map(\.text) == ["what is this?"])
    #expect(try engine.status().flagCount == 1)
    #expect(try engine.undo(by: anna)?.kind == .note)
    #expect(try engine.undo(by: anna)?.kind == .flag)
    #expect(try engine.document(1).flags.isEmpty)
    #expect(try engine.document(1).notes.isEmpty)
  }

  @Test func `flags are shown in the order in which they were set`() throws {
    let folder = try SessionFolder(documentCount: 3)
    let engine = try folder.start(classes: ["ham", "spam"])
    let people = try ["anna", "ben", "cleo"].map { try engine.annotator(named: $0) }
    for person in people { try engine.flag(1, by: person) }
    try engine.flag(1, by: people[0])
    try engine.flag(1, false, by: people[1])
    try engine.flag(1, by: people[1])
    #expect(try engine.document(1).flags == [people[0], people[2], people[1]])
  }

  @Test func `search finds ids and texts whatever the case of letters`() throws {
    let folder = try SessionFolder(documentCount: 5)
    let engine = try folder.start(classes: ["ham", "spam"])
    #expect(try engine.search("D3") == [3])
    #expect(try engine.search("DOCUMENT number 4") == [4])
    #expect(try engine.search("nowhere").isEmpty)
    #expect(try engine.search("").isEmpty)
  }

  @Test func `gold that an annotator looked up is no random sample`() throws {
    let folder = try SessionFolder(documentCount: 12)
    let engine = try folder.start(classes: ["ham", "spam"], strategy: "random") {
      $0.batchCount = 3
    }
    let anna = try engine.annotator(named: "anna")
    func answer(_ document: Int) throws {
      try engine.answer(
        document,
        as: Vote(classIndex: 0),
        by: anna
      )
    }
    try answer(try #require(try engine.next(for: anna).first).document)
    #expect(try GoldLabels.read(folder.session).areChosen == false)
    let looked = try (0..<12).first { try engine.question(about: $0, for: anna).strategy == nil }
    try answer(try #require(looked))
    #expect(try GoldLabels.read(folder.session).areChosen)
  }

  @Test func `what an annotator looked up stays so when the queue takes it before the answer`()
    throws
  {
    let folder = try SessionFolder(documentCount: 12)
    let engine = try folder.start(classes: ["ham", "spam"], strategy: "random") {
      $0.batchCount = 3
      $0.overlap = 2
    }
    let anna = try engine.annotator(named: "anna")
    let ben = try engine.annotator(named: "ben")
    let looked = try #require(
      try (0..<12).first { try engine.question(about: $0, for: anna).strategy == nil }
    )
    // Ben is asked about all documents, so the queue has taken Anna's too.
    while let question = try engine.next(for: ben).first {
      try engine.answer(question.document, as: Vote(classIndex: 0), by: ben)
    }
    #expect(try engine.status().questionCount == 12)
    #expect(try GoldLabels.read(folder.session).areChosen == false)
    #expect(try engine.question(about: looked, for: anna).strategy == nil)
    try engine.answer(looked, as: Vote(classIndex: 1), by: anna)
    #expect(try GoldLabels.read(folder.session).areChosen)
    #expect(try engine.undo(by: anna)?.question.strategy == nil)
  }

  @Test func `a corpus that has changed is told with what differs`() throws {
    let folder = try SessionFolder(documentCount: 5)
    _ = try folder.start(classes: ["ham", "spam"])
    let old = try String(contentsOfFile: folder.corpus, encoding: .utf8)
    try old.replacing("number 2", with: "number two").replacing("d4,", with: "e4,")
      .write(toFile: folder.corpus, atomically: true, encoding: .utf8)
    let engine = try SessionEngine(opening: folder.session)
    let error = #expect(throws: Diagnostic.self) { try engine.checkCorpus() }
    #expect(error?.notes == ["of the session's 5 documents 1 differs and 1 is gone"])
    #expect(try engine.status().documentCount == 5, "what needs no corpus goes on")
  }

  @Test func `settings of a version that hid no fields are read`() throws {
    let stored = """
      {"strategy":"margin","seed":3,"batchCount":20,"overlap":1,"leaseInSeconds":60,\
      "isBlind":true}
      """
    let settings = try JSONDecoder().decode(SessionSettings.self, from: Data(stored.utf8))
    #expect(settings.isBlind && settings.batchCount == 20 && settings.hiddenFields.isEmpty)
  }

  @Test func `answers in parallel from many threads are all kept`() async throws {
    let folder = try SessionFolder(documentCount: 60)
    let engine = try folder.start(classes: ["ham", "spam"]) { $0.batchCount = 20 }
    let documents = try await withThrowingTaskGroup(of: [Int].self) { group in
      for name in ["anna", "ben", "cem"] {
        group.addTask {
          let person = try engine.annotator(named: name)
          var own: [Int] = []
          while own.count < 15, let question = try engine.next(for: person).first {
            try engine.answer(
              question.document,
              as: Vote(classIndex: 0),
              by: person
            )
            own.append(question.document)
          }
          return own
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(documents.count == 45)
    #expect(Set(documents).count == 45)
    #expect(try engine.status().answerCount == 45)
  }

  @Test func `a model that cannot tell two classes apart does no harm`() throws {
    let folder = try ImportFolder()
    try folder.start(texts: ["same", "same"], classes: ["a", "b", "c"], overlap: 1)
    let engine = try SessionEngine(opening: folder.session)
    defer { engine.close() }
    let anna = try engine.annotator(named: "anna")
    for classIndex in 0..<2 {
      let question = try #require(try engine.next(for: anna).first)
      try engine.answer(question.document, as: Vote(classIndex: classIndex), by: anna)
    }
    #expect(try engine.next(for: anna).isEmpty)
    #expect(try engine.status().answerCount == 2)
  }
}
