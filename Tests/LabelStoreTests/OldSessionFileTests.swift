import Foundation
import GRDB
import LabelStore
import LabelingCore
import TestSupport
import Testing

/// Session files of every earlier version of the schema.
struct OldSessionFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A session as an earlier version made it.
  private func session(version: Int) throws -> String {
    let path = folder.file("old.session")
    let queue = try DatabaseQueue(path: path)
    let script = try Fixture.text("session-\(version).sql")
    try queue.write { try $0.execute(sql: script) }
    try queue.close()
    return path
  }

  @Test func `who answers in a blind session of an earlier version does not settle from now on`()
    throws
  {
    let path = folder.file("blind.session")
    let queue = try DatabaseQueue(path: path)
    let script = try Fixture.text("session-3.sql")
      .replacing(#""isBlind":false"#, with: #""isBlind":true"#)
    try queue.write { try $0.execute(sql: script) }
    try queue.close()
    let store = try SessionStore(opening: path)
    #expect(try store.annotators().map(\.role) == [.annotator, .annotator])
    store.close()
  }

  /// What every version holds.
  private func check(_ store: SessionStore) throws {
    #expect(try store.classes() == ["ham", "spam"])
    #expect(try store.documents().map(\.id) == ["a", "b", "c"])
    #expect(try store.votes().map(\.votes) == [[0, -1, 1]])
    #expect(try store.events().map(\.number) == Array(1...7))
    #expect(try store.events().map(\.durationInMilliseconds).prefix(2) == [2500, nil])
    let history = SessionHistory(try store.events())
    #expect(try store.answers() == history.answers)
    #expect(try store.answers().map(\.says.classIndex) == [1, 0, nil])
    #expect(try store.adjudications() == [0: .oneClass(1)])
    #expect(try store.questions().map(\.document) == [0, 1])
    #expect(try store.checks().isEmpty)
    let people = try store.annotators()
    #expect(people.map(\.name) == ["anna", "ben"])
    #expect(people.map(\.tokenHash) == ["h1", nil])
    // All of them could settle.
    #expect(people.map(\.role) == [.adjudicator, .adjudicator])
    #expect(people.allSatisfy { !$0.isPaused })
    let identity = try #require(try store.settings()["identity"])
    #expect(identity.count == 32 && identity.allSatisfy(\.isHexDigit))
  }

  @Test(arguments: 1...4)
  func `a session of an earlier version is read as it is, and stays so`(version: Int) throws {
    let path = try session(version: version)
    let before = try #require(FileManager.default.contents(atPath: path))
    let store = try SessionStore(opening: path, for: .reading)
    try check(store)
    store.close()
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test(arguments: 1...4)
  func `a session of an earlier version goes on`(version: Int) throws {
    let path = try session(version: version)
    let store = try SessionStore(opening: path)
    try check(store)
    let identity = try store.settings()["identity"]
    let carl = try store.annotator(adding: "carl")
    #expect(try store.annotators().last?.role == .annotator, "who comes new has the least role")
    let claimed = try store.claim(
      3,
      for: carl,
      overlap: 2,
      nowInMilliseconds: 8000,
      leaseInMilliseconds: 1000
    )
    #expect(claimed.map(\.document) == [1], "what is settled is not asked about")
    var event = SessionEvent(
      .answer,
      annotator: carl,
      document: 1,
      timeInMilliseconds: 8000,
      origin: "terminal"
    )
    event.says = .oneClass(0)
    #expect(try store.answer(event).number == 8)
    #expect(try store.events().last?.strategy == "random")
    store.close()
    let again = try SessionStore(opening: path, for: .reading)
    #expect(try again.answers().count == 4)
    #expect(try again.settings()["identity"] == identity)
    again.close()
  }
}
