import Foundation
import GRDB
import LabelStore
import LabelingCore
import TestSupport
import Testing

/// Session files that hold what Winnow never writes.
struct DamagedSessionTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A session with answers, whose rows a statement then changes.
  private func session(
    after statement: String,
    labels: LabelKind = .one
  ) throws -> String {
    let path = "\(try folder.subfolder())/a.session"
    var contents = SessionStore.Contents()
    contents.classes = ["no", "yes"]
    if labels == .several { contents.settings = ["settings": #"{"labels":"several"}"#] }
    contents.files = [StoredFile(path: "/c.csv", digest: "d")]
    contents.documents = (0..<4).map {
      StoredDocument(id: "d\($0)", file: 0, record: $0 + 1, digest: 7)
    }
    contents.votes = [("f", [0, 1, -1, 0])]
    contents.probabilities = [Float](repeating: 0.5, count: 8)
    contents.questions = (0..<4).map {
      StoredQuestion(document: $0, strategy: "random", probability: 0.5)
    }
    try SessionStore.make(at: path, contents)
    let store = try SessionStore(opening: path)
    let anna = try store.annotator(adding: "anna")
    for (kind, document) in [(SessionEvent.Kind.answer, 0), (.adjudicate, 1), (.note, 2)] {
      var event = SessionEvent(
        kind,
        annotator: anna,
        document: document,
        timeInMilliseconds: 1,
        origin: "terminal"
      )
      let said: LabelAnswer = labels == .one ? .oneClass(1) : .classes([0, 1])
      event.says = kind == .note ? .skipped : said
      try store.append([event])
    }
    store.close()
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction {
      try $0.execute(
        sql: """
          PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
          DROP TRIGGER event_stays; DROP TRIGGER event_is_kept; \(statement)
          """
      )
    }
    try queue.close()
    return path
  }

  /// Reads everything there is.
  private func readAll(_ path: String, for access: SessionStore.Access) throws {
    let store = try SessionStore(opening: path, for: access)
    defer { store.close() }
    _ = try (store.settings(), store.classes(), store.files(), store.documents(), store.votes())
    _ = try (store.probabilities(), store.events(), store.answers(), store.adjudications())
    _ = try (store.questions(), store.batches(), store.annotators(), store.remarks())
    _ = try store.checks()
  }

  @Test func `a whole session is read`() throws {
    let path = try session(after: "SELECT 1")
    try readAll(path, for: .reading)
    try readAll(path, for: .writing)
    let several = try session(after: "SELECT 1", labels: .several)
    try readAll(several, for: .reading)
    try readAll(several, for: .writing)
  }

  @Test(
    arguments: [
      "DELETE FROM class", "DELETE FROM class WHERE number = 0",
      "UPDATE class SET number = 7 WHERE number = 1", "DELETE FROM document WHERE number = 2",
      "UPDATE document SET number = -5 WHERE number = 0", "UPDATE answer SET class = 77",
      "UPDATE answer SET document = 4", "UPDATE answer SET document = -1",
      "UPDATE adjudication SET class = -2", "UPDATE adjudication SET document = 99",
      "UPDATE event SET class = 2 WHERE number = 1", "UPDATE event SET document = 4",
      "UPDATE event SET kind = 'shout'", "UPDATE event SET time_ms = 9223372036854775807",
      "UPDATE event SET probability = 3.5", "UPDATE question SET document = 400 WHERE position = 2",
      "UPDATE question SET probability = -1", "UPDATE voter SET votes = x'00'",
      "UPDATE voter SET votes = x'0000010002000000'",
      "UPDATE voter SET votes = x'feff010000000000'",
      "UPDATE block SET bytes = x''",
      "UPDATE block SET bytes = x'000000000000000000000000000000000000000000000000000000000000007f'",
      "UPDATE block SET bytes = x'0000c07f00000000000000000000000000000000000000000000000000000000'",
      "DROP TABLE answer",
      "UPDATE batch SET number = -3", "UPDATE annotator SET role = 'king'",
      "INSERT INTO check_question VALUES (99, 0, NULL)",
      "INSERT INTO check_question VALUES (0, 9, NULL)",
      "INSERT INTO check_question VALUES (0, NULL, NULL)",
      "UPDATE event SET class = NULL, labels = '[0]' WHERE number = 1",
      "UPDATE adjudication SET class = NULL",
    ]
  )
  func `what no session holds is an error that names the file`(statement: String) throws {
    try expectDamage(session(after: statement), statement)
  }

  @Test(
    arguments: [
      "UPDATE answer SET labels = '[1,0]'", "UPDATE answer SET labels = '[0,0]'",
      "UPDATE answer SET labels = '[2]'", "UPDATE answer SET labels = '[-1]'",
      "UPDATE answer SET labels = '[0, 1]'", "UPDATE answer SET labels = 'no'",
      "UPDATE event SET labels = '' WHERE number = 1", "UPDATE adjudication SET labels = NULL",
      "UPDATE answer SET labels = NULL, class = 1", "UPDATE answer SET class = 1",
      "INSERT INTO check_question VALUES (0, 1, NULL)",
    ]
  )
  func `what no session of several classes holds is an error that names the file`(
    statement: String
  ) throws {
    try expectDamage(session(after: statement, labels: .several), statement)
  }

  private func expectDamage(_ path: String, _ statement: String) {
    for access in [SessionStore.Access.reading, .writing] {
      let error = #expect(throws: StoreError.self, "\(statement)") {
        try readAll(path, for: access)
      }
      guard case .damaged(path, .session, _)? = error else {
        Issue.record("\(statement): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func `a database of something else is refused, and stays as it was`() throws {
    let path = folder.file("other.sqlite")
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "CREATE TABLE mine (a); INSERT INTO mine VALUES (1)") }
    try queue.close()
    let before = try Data(contentsOf: URL(filePath: path))
    for access in [SessionStore.Access.reading, .writing] {
      #expect(throws: StoreError.notStore(path: path, kind: .session)) {
        try SessionStore(opening: path, for: access)
      }
    }
    #expect(throws: StoreError.notStore(path: path, kind: .workspace)) {
      try WorkspaceStore(path: path)
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }
}
