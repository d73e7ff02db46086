import Foundation
import GRDB
import LabelStore
import LabelingCore
import TestSupport
import Testing

struct SessionStoreTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func path() throws -> String { "\(try folder.subfolder())/a.session" }

  /// A session of some documents whose questions are all in the queue.
  private func store(documents: Int = 6, votes: [Int16]? = nil) throws -> SessionStore {
    let path = try path()
    var contents = SessionStore.Contents()
    contents.classes = ["ham", "spam"]
    contents.files = [StoredFile(path: "/c.csv", digest: "d")]
    contents.documents = (0..<documents).map {
      StoredDocument(id: "d\($0)", file: 0, record: $0 + 1, digest: Int64($0))
    }
    contents.votes = [("has_link", votes ?? (0..<documents).map { $0 % 2 == 0 ? 1 : -1 })]
    try SessionStore.make(at: path, contents)
    let store = try SessionStore(opening: path)
    let questions = (0..<documents).map {
      StoredQuestion(document: $0, strategy: "random", probability: 0.5)
    }
    try store.fill(store.announceBatch(), with: questions, figures: nil)
    return store
  }

  private static func event(
    _ kind: SessionEvent.Kind,
    _ annotator: Int,
    _ document: Int,
    _ classIndex: Int? = nil
  ) -> SessionEvent {
    var event = SessionEvent(
      kind,
      annotator: annotator,
      document: document,
      timeInMilliseconds: 1_700_000_000_123,
      origin: "terminal"
    )
    event.says = LabelAnswer(classIndex: classIndex)
    return event
  }

  private static func claimed(
    _ store: SessionStore,
    _ count: Int,
    _ annotator: Int,
    overlap: Int = 1,
    now: Int = 0
  ) throws -> [Int] {
    try store.claim(
      count,
      for: annotator,
      overlap: overlap,
      nowInMilliseconds: now,
      leaseInMilliseconds: 1000
    ).map(\.document)
  }

  @Test func `what a session begins with is there when it is opened again`() throws {
    let store = try store()
    #expect(try store.classes() == ["ham", "spam"])
    #expect(try store.documents().map(\.id) == ["d0", "d1", "d2", "d3", "d4", "d5"])
    #expect(try store.files() == [StoredFile(path: "/c.csv", digest: "d")])
    #expect(try store.votes().map { $0.votes } == [[1, -1, 1, -1, 1, -1]])
  }

  @Test func `votes are for a class, or for a ballot that the session knows`() throws {
    let store = try store(votes: [1, -1, 3, -1, 2, -1])
    #expect(throws: StoreError.self) { _ = try store.votes() }
    #expect(throws: StoreError.self) { _ = try store.votes(ballotCount: 3) }
    #expect(try store.votes(ballotCount: 4).map { $0.votes } == [[1, -1, 3, -1, 2, -1]])
  }

  @Test func `events are neither changed nor deleted`() throws {
    let store = try store()
    let anna = try store.annotator(adding: "anna")
    try store.append([Self.event(.answer, anna, 0, 1)])
    store.close()
    let pool = try DatabasePool(path: store.path)
    for statement in ["UPDATE event SET class = 0", "DELETE FROM event"] {
      #expect(throws: DatabaseError.self) { try pool.write { try $0.execute(sql: statement) } }
    }
    #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT class FROM event") } == 1)
  }

  @Test func `an event comes back as it went in`() throws {
    let store = try store()
    var event = Self.event(.answer, try store.annotator(adding: "anna"), 3, 1)
    event.says = .notClass(1)
    event.durationInMilliseconds = 4200
    event.strategy = "margin"
    event.probability = 0.25
    event.text = "é"
    event.extra = #"{"prodigy":{"score":0.5}}"#
    let stored = try store.append([event])
    #expect(try store.events() == stored)
    #expect(stored[0].number == 1)
  }

  @Test func `undo goes back as far as one likes and never further`() throws {
    let store = try store()
    let anna = try store.annotator(adding: "anna")
    let ben = try store.annotator(adding: "ben")
    try store.append([
      Self.event(.answer, anna, 0, 0), Self.event(.answer, anna, 0, 1),
      Self.event(.answer, ben, 0, 0), Self.event(.flag, anna, 1), Self.event(.skip, anna, 2),
    ])
    var undone: [SessionEvent.Kind] = []
    var classes: [Int?] = []
    while case .done(let event, _) = try store.undo(
      annotator: anna,
      timeInMilliseconds: 1,
      origin: "terminal"
    ) {
      undone.append(event.kind)
      classes.append(try store.answers().first { $0.annotator == anna }?.says.classIndex)
    }
    #expect(undone == [.skip, .flag, .answer, .answer])
    #expect(classes == [1, 1, 0, nil])
    #expect(try store.answers().map(\.annotator) == [ben])
  }

  @Test func `two annotators never hold the same document`() throws {
    let store = try store()
    let anna = try store.annotator(adding: "anna")
    let ben = try store.annotator(adding: "ben")
    #expect(try Self.claimed(store, 2, anna) == [0, 1])
    #expect(try Self.claimed(store, 2, ben) == [2, 3])
    #expect(try Self.claimed(store, 3, anna) == [0, 1, 4], "what is held comes first")
    try store.append([Self.event(.answer, anna, 0, 1)])
    #expect(try Self.claimed(store, 6, ben) == [2, 3, 5], "an answer is enough")
  }

  @Test func `a lease that is over frees its document`() throws {
    let store = try store(documents: 1)
    let anna = try store.annotator(adding: "anna")
    let ben = try store.annotator(adding: "ben")
    #expect(try Self.claimed(store, 1, anna, now: 0) == [0])
    #expect(try Self.claimed(store, 1, ben, now: 999) == [])
    #expect(try Self.claimed(store, 1, ben, now: 1000) == [0])
    #expect(try Self.claimed(store, 1, anna, now: 1500) == [])
  }

  @Test func `with overlap as many annotators get a document, each once`() throws {
    let store = try store(documents: 2)
    let people = try ["anna", "ben", "cem", "dora"].map { try store.annotator(adding: $0) }
    for person in people[..<3] {
      #expect(try Self.claimed(store, 1, person, overlap: 3) == [0])
      try store.append([Self.event(.answer, person, 0, 0)])
    }
    #expect(try Self.claimed(store, 2, people[3], overlap: 3) == [1])
    #expect(try Self.claimed(store, 2, people[0], overlap: 3) == [1])
  }

  @Test func `a skip frees the document for others only`() throws {
    let store = try store(documents: 1)
    let anna = try store.annotator(adding: "anna")
    #expect(try Self.claimed(store, 1, anna) == [0])
    try store.append([Self.event(.skip, anna, 0)])
    #expect(try Self.claimed(store, 1, anna) == [])
    #expect(try Self.claimed(store, 1, store.annotator(adding: "ben")) == [0])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `what is kept of the journal is what the journal amounts to`(seed: UInt64) throws {
    let store = try store(documents: 4)
    var generator = SeededGenerator(seed: seed)
    let people = try ["anna", "ben", "cem"].map { try store.annotator(adding: $0) }
    for _ in 0..<120 {
      let person = people.randomElement(using: &generator) ?? 1
      let document = Int.random(in: 0..<4, using: &generator)
      switch Int.random(in: 0..<9, using: &generator) {
      case 6, 7, 8:
        // Imported answers have times of their own, in any order, or none.
        let kinds: [SessionEvent.Kind] = [.answer, .answer, .skip, .adjudicate]
        let kind = kinds.randomElement(using: &generator) ?? .answer
        var event = Self.event(kind, person, document, kind == .skip ? nil : 0)
        event.timeInMilliseconds += Int.random(in: -3...3, using: &generator)
        event.origin =
          "import csv" + (Bool.random(using: &generator) ? "" : SessionEvent.untimedMark)
        try store.append([event])
      case 0: _ = try store.undo(annotator: person, timeInMilliseconds: 1, origin: "terminal")
      case 1: try store.append([Self.event(.skip, person, document)])
      case 2: try store.append([Self.event(.adjudicate, person, document, 1)])
      case 3: try store.append([Self.event(.note, person, document)])
      default:
        let vote = Int.random(in: 0..<2, using: &generator)
        try store.append([Self.event(.answer, person, document, vote)])
      }
    }
    let history = SessionHistory(try store.events())
    #expect(try store.answers() == history.answers)
    #expect(try store.adjudications() == history.adjudications)
  }

  @Test func `remarks are the flags and notes that stand, in order`() throws {
    let store = try store()
    let anna = try store.annotator(adding: "anna")
    #expect(try store.remarks().isEmpty)
    try store.append(
      [(.flag, 2), (.answer, 1), (.note, 0), (.unflag, 2), (.note, 1)].map {
        Self.event($0, anna, $1, $0 == .answer ? 0 : nil)
      }
    )
    _ = try store.undo(annotator: anna, timeInMilliseconds: 1, origin: "terminal")
    #expect(try store.remarks().map(\.kind) == [.flag, .note, .unflag])
    #expect(try store.remarks().map(\.document) == [2, 0, 2])
  }

  @Test func `an imported answer counts when nothing was said later`() throws {
    let store = try store()
    let anna = try store.annotator(adding: "anna")
    func imported(_ classIndex: Int, after time: Int, isUntimed: Bool = false) -> SessionEvent {
      var event = Self.event(.answer, anna, 0, classIndex)
      event.timeInMilliseconds += time
      event.origin = "import csv" + (isUntimed ? SessionEvent.untimedMark : "")
      return event
    }
    func standing() throws -> Int? { try store.answers().first?.says.classIndex }
    try store.append([imported(0, after: 5), imported(1, after: 4)])
    #expect(try standing() == 0, "an older one does not")
    try store.append([imported(1, after: 5)])
    #expect(try standing() == 1, "of two of one time the second does")
    try store.append([Self.event(.answer, anna, 0, 0)])
    #expect(try standing() == 0, "what is said here does, whatever the clocks say")
    try store.append([imported(1, after: -1, isUntimed: true)])
    #expect(try standing() == 0)
    try store.append([
      imported(1, after: 9, isUntimed: true), imported(0, after: 8, isUntimed: true),
    ])
    #expect(try standing() == 1, "without a time the one of the newer file does")
    try store.append([imported(0, after: 9, isUntimed: true)])
    #expect(try standing() == 0, "of two files of one time the second does")
    let history = SessionHistory(try store.events())
    #expect(try store.answers() == history.answers)
  }

  @Test func `a batch is announced once and filled once`() throws {
    let store = try store(documents: 3)
    let first = try store.announceBatch()
    let again = try store.announceBatch()
    #expect(first == again)
    let question = StoredQuestion(document: 2, strategy: "margin", probability: nil)
    try store.fill(first, with: [question], figures: "{}")
    try store.fill(first, with: [question], figures: "other")
    #expect(try store.batches().map(\.figures) == [nil, "{}"])
    #expect(try store.questions().count == 3, "a document is in the queue once")
    #expect(try store.announceBatch().number == 2)
  }

  @Test func `a session of a newer version and a missing file are refused`() throws {
    let path = try path()
    #expect(throws: StoreError.self) { try SessionStore(opening: path) }
    let store = try store()
    store.close()
    let pool = try DatabasePool(path: store.path)
    try pool.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('session-99')")
    }
    try pool.close()
    #expect(throws: StoreError.newerStore(path: store.path)) {
      try SessionStore(opening: store.path)
    }
  }
}
