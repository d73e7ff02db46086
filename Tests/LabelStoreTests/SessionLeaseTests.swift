import LabelStore
import LabelingCore
import TestSupport
import Testing

/// Who is asked about what, and what is taken back.
struct SessionLeaseTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A session of some documents, the first of which are in the queue.
  private func store(documents: Int, queued: Int, checks: [Int: Int] = [:]) throws -> SessionStore {
    let path = "\(try folder.subfolder())/a.session"
    var contents = SessionStore.Contents()
    contents.classes = ["ham", "spam"]
    contents.files = [StoredFile(path: "/c.csv", digest: "d")]
    contents.documents = (0..<documents).map {
      StoredDocument(id: "d\($0)", file: 0, record: $0 + 1, digest: Int64($0))
    }
    contents.checks = checks.mapValues { .oneClass($0) }
    contents.questions = (0..<queued).map {
      StoredQuestion(document: $0, strategy: "random", probability: nil)
    }
    try SessionStore.make(at: path, contents)
    return try SessionStore(opening: path)
  }

  @discardableResult
  private func add(
    _ store: SessionStore,
    _ kind: SessionEvent.Kind,
    _ annotator: Int,
    _ document: Int,
    _ classIndex: Int? = nil,
    origin: String = "terminal",
    request: String? = nil
  ) throws -> Int {
    var event = SessionEvent(
      kind,
      annotator: annotator,
      document: document,
      timeInMilliseconds: 1,
      origin: origin
    )
    event.says = LabelAnswer(classIndex: classIndex)
    event.request = request
    return try store.append([event])[0].number
  }

  private func claimed(
    _ store: SessionStore,
    _ count: Int,
    _ annotator: Int,
    overlap: Int = 1,
    checks: CheckPlan? = nil,
    now: Int = 0
  ) throws -> [StoredQuestion] {
    try store.claim(
      count,
      for: annotator,
      overlap: overlap,
      checks: checks,
      nowInMilliseconds: now,
      leaseInMilliseconds: 1000
    )
  }

  @Test func `documents that were answered outside of the queue are asked of others, behind it`()
    throws
  {
    let store = try store(documents: 6, queued: 2)
    let anna = try store.annotator(adding: "anna")
    let ben = try store.annotator(adding: "ben")
    try add(store, .answer, anna, 5, 0)
    try add(store, .answer, anna, 3, 1, origin: "import csv")
    try add(store, .skip, anna, 4)
    let questions = try claimed(store, 9, ben, overlap: 2)
    #expect(questions.map(\.document) == [0, 1, 5, 3, 4])
    #expect(questions.map(\.strategy) == ["random", "random", "overlap", "overlap", "overlap"])
    for question in questions { try add(store, .answer, ben, question.document, 0) }
    let carl = try store.annotator(adding: "carl")
    #expect(try claimed(store, 9, carl, overlap: 2).map(\.document) == [0, 1, 4])
    #expect(try claimed(store, 9, carl, overlap: 3).count == 5, "a greater overlap asks for more")
    #expect(try claimed(store, 9, anna, overlap: 3).map(\.document) == [0, 1])
  }

  @Test func `what was settled is not asked about`() throws {
    let store = try store(documents: 3, queued: 3)
    let anna = try store.annotator(adding: "anna")
    try add(store, .adjudicate, anna, 1, 0)
    #expect(try claimed(store, 9, anna).map(\.document) == [0, 2])
  }

  @Test func `who looks again at what they answered takes no place of another`() throws {
    let store = try store(documents: 1, queued: 1)
    let people = try ["anna", "ben"].map { try store.annotator(adding: $0) }
    try add(store, .answer, people[0], 0, 0)
    _ = try store.turn(
      to: 0,
      for: people[0],
      nowInMilliseconds: 0,
      leaseInMilliseconds: 1000
    )
    #expect(try claimed(store, 1, people[1], overlap: 2).count == 1)
  }

  @Test func `it is known when what others hold comes free`() throws {
    let store = try store(documents: 2, queued: 2)
    let anna = try store.annotator(adding: "anna")
    let ben = try store.annotator(adding: "ben")
    _ = try claimed(store, 1, anna, now: 0)
    _ = try claimed(store, 2, anna, now: 500)
    func release() throws -> Int? {
      try store.nextRelease(for: ben, overlap: 1, nowInMilliseconds: 600)
    }
    #expect(try release() == 1500)
    try add(store, .answer, anna, 0, 1)
    #expect(try release() == 1500, "the other one is still held")
    try add(store, .answer, anna, 1, 1)
    #expect(try release() == nil)
  }

  @Test func `checks come at their rate, to everybody, and the same in every run`() throws {
    let documents = 400
    let checks = Dictionary(uniqueKeysWithValues: (300..<400).map { ($0, $0 % 2) })
    let plan = CheckPlan(seed: 7, rate: 0.2)
    func asked() throws -> [[StoredQuestion]] {
      let store = try store(documents: documents, queued: 300, checks: checks)
      defer { store.close() }
      return try ["anna", "ben"].map { name in
        let person = try store.annotator(adding: name)
        var questions: [StoredQuestion] = []
        while questions.count < 200 {
          let held = try claimed(store, 3, person, overlap: 2, checks: plan)
          #expect(try claimed(store, 3, person, overlap: 2, checks: plan) == held)
          questions.append(held[0])
          try add(store, .answer, person, held[0].document, 0)
        }
        return questions
      }
    }
    let first = try asked()
    for questions in first {
      let checked = questions.filter { $0.strategy == StoredQuestion.checkStrategy }
      #expect((25...55).contains(checked.count), "\(checked.count) of 200")
      #expect(checked.allSatisfy { $0.document >= 300 })
      #expect(Set(questions.map(\.document)).count == 200)
    }
    #expect(first[0] != first[1])
    #expect(try asked() == first)
  }

  @Test func `an undo takes back what it names, or nothing`() throws {
    let store = try store(documents: 3, queued: 3)
    let anna = try store.annotator(adding: "anna")
    let ben = try store.annotator(adding: "ben")
    func undo(_ target: SessionStore.UndoTarget, _ person: Int) throws -> SessionStore.UndoOutcome {
      try store.undo(target, annotator: person, timeInMilliseconds: 2, origin: "browser")
    }
    let first = try add(store, .answer, anna, 0, 0, request: "first-request")
    let second = try add(store, .answer, anna, 1, 0)
    let flag = try add(store, .flag, anna, 1)
    let imported = try add(store, .answer, anna, 2, 1, origin: "import csv")
    let before = try store.events().count
    for (target, person) in [
      (SessionStore.UndoTarget.event(first), ben), (.event(99), anna), (.event(imported), anna),
      (.request("first-request"), ben), (.request("another-request"), anna),
    ] {
      #expect(try undo(target, person) == .unknown)
    }
    guard case .overtaken = try undo(.event(second), anna) else {
      Issue.record("a flag came after the answer")
      return
    }
    #expect(try store.events().count == before, "nothing else was taken back")
    guard case .done(let undone, let number) = try undo(.request("first-request"), anna) else {
      Issue.record("it is hers, and the last of its document")
      return
    }
    #expect(undone.number == first && number == before + 1)
    guard case .gone = try undo(.event(first), anna) else {
      Issue.record("it was taken back before")
      return
    }
    guard case .done = try undo(.event(flag), anna), case .done = try undo(.event(second), anna)
    else {
      Issue.record("in their order they can be taken back")
      return
    }
    #expect(try undo(.last, anna) == .nothing)
    #expect(try store.answers().map(\.document) == [2])
  }

  @Test func `a document that was skipped comes again without the answer before it`() throws {
    let store = try store(documents: 3, queued: 3)
    let anna = try store.annotator(adding: "anna")
    let ben = try store.annotator(adding: "ben")
    try add(store, .answer, anna, 0, 1)
    try add(store, .skip, anna, 0)
    try add(store, .skip, anna, 1, origin: "import prodigy")
    try add(store, .answer, anna, 2, 0)
    try add(store, .skip, ben, 1)
    #expect(try claimed(store, 9, anna).isEmpty)
    func undoSkips() throws -> Int {
      try store.undoSkips(of: anna, overlap: 1, timeInMilliseconds: 2, origin: "terminal")
    }
    #expect(try undoSkips() == 2)
    #expect(try claimed(store, 9, anna).map(\.document) == [0, 1])
    #expect(try store.answers().map(\.annotator) == [ben, anna])
    #expect(try store.answers() == SessionHistory(try store.events()).answers)
    #expect(try undoSkips() == 0)
  }

  @Test func `what has its answers or was settled stays skipped, and does not count`() throws {
    let store = try store(documents: 4, queued: 4)
    let people = try ["anna", "ben", "cleo"].map { try store.annotator(adding: $0) }
    for document in 0..<4 { try add(store, .skip, people[0], document) }
    for person in people.dropFirst() { try add(store, .answer, person, 0, 1) }
    try add(store, .answer, people[1], 1, 0)
    try add(store, .adjudicate, people[2], 2, 0)
    func undoSkips(overlap: Int) throws -> Int {
      try store.undoSkips(
        of: people[0],
        overlap: overlap,
        timeInMilliseconds: 2,
        origin: "terminal"
      )
    }
    #expect(try undoSkips(overlap: 2) == 2)
    #expect(try claimed(store, 9, people[0], overlap: 2).map(\.document) == [1, 3])
    #expect(try store.answers().filter { $0.annotator == people[0] }.map(\.document) == [0, 2])
    #expect(try undoSkips(overlap: 3) == 1, "a greater overlap asks for more")
  }

  @Test func `annotators get roles, names, pauses and tokens`() throws {
    let store = try store(documents: 2, queued: 2)
    let anna = try store.annotator(adding: "anna")
    let ben = try store.annotator(adding: "ben")
    try store.setRole(.manager, ofAnnotator: ben)
    try store.setTokenHash("h", ofAnnotator: ben)
    #expect(try store.annotator(tokenHash: "h")?.role == .manager)
    #expect(try !store.rename(annotator: anna, to: "ben"))
    #expect(try store.rename(annotator: anna, to: "anne"))
    #expect(try store.annotators().map(\.name) == ["anne", "ben"])
    #expect(try claimed(store, 2, anna).count == 2)
    try store.setPaused(true, ofAnnotator: anna)
    #expect(try store.annotators().map(\.isPaused) == [true, false])
    #expect(try claimed(store, 2, ben).count == 2, "what a paused annotator held is free")
    try store.setPaused(false, ofAnnotator: anna)
    #expect(try claimed(store, 2, anna).isEmpty)
    try store.setTokenHash("i", ofAnnotator: ben)
    #expect(try claimed(store, 2, anna).isEmpty, "who gets another token goes on")
    try store.setTokenHash(nil, ofAnnotator: ben)
    #expect(try claimed(store, 2, anna).count == 2, "so is what one without a token held")
  }
}
