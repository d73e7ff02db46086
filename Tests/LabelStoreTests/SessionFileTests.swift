import Foundation
import GRDB
import LabelStore
import LabelingCore
import Platform
import Synchronization
import TestSupport
import Testing

/// How the file of a session comes into being, and what happens to it from outside.
struct SessionFileTests {
  private let scratch: ScratchFolder
  private var folder: String { scratch.path }
  private var path: String { scratch.file("a.session") }

  init() throws { scratch = try ScratchFolder() }

  private func contents(_ id: String = "d") -> SessionStore.Contents {
    var contents = SessionStore.Contents()
    contents.classes = ["no", "yes"]
    contents.files = [StoredFile(path: "/c.csv", digest: "d")]
    contents.documents = [StoredDocument(id: id, file: 0, record: 1, digest: 1)]
    return contents
  }

  private func answer(_ store: SessionStore) throws {
    var event = SessionEvent(
      .answer,
      annotator: try store.annotator(adding: "anna"),
      document: 0,
      timeInMilliseconds: 1,
      origin: "terminal"
    )
    event.says = .oneClass(1)
    try store.append([event])
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func `a session appears whole, in write-ahead mode, with nothing beside it`() throws {
    try SessionStore.make(at: path, contents())
    #expect(try names() == ["a.session"])
    let head = try #require(FileManager.default.contents(atPath: path))[18..<20]
    #expect(Array(head) == [2, 2])
    let store = try SessionStore(opening: path)
    try answer(store)
    store.close()
    #expect(try names() == ["a.session"])
  }

  @Test func `a session that is there is never replaced, though its answers are in its log`()
    throws
  {
    try SessionStore.make(at: path, contents("first"))
    let store = try SessionStore(opening: path)
    try answer(store)
    #expect(throws: StoreError.taken(path: path)) {
      try SessionStore.make(at: path, contents("second"))
    }
    #expect(try store.answers().count == 1)
    let other = try SessionStore(opening: path)
    #expect(try other.answers().count == 1)
    #expect(try other.documents().map(\.id) == ["first"])
  }

  @Test func `of many that make one session at once, one makes it`() throws {
    for round in 0..<10 {
      let path = "\(folder)/\(round).session"
      let made = Mutex(0)
      let kept = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 6) { number in
        do {
          try SessionStore.make(at: path, contents("\(number)"))
          made.withLock { $0 += 1 }
        } catch StoreError.taken {
        } catch { Issue.record("\(error)") }
        do {
          let store = try SessionStore(opening: path)
          try answer(store)
          store.close()
          kept.withLock { $0 += 1 }
        } catch { Issue.record("\(error)") }
      }
      #expect(made.withLock { $0 } == 1)
      let store = try SessionStore(opening: path, for: .reading)
      #expect(try store.events().count == kept.withLock { $0 })
    }
    #expect(try names().count == 10)
  }

  @Test func `the log of a session that is gone is put aside, and not taken for the new one's`()
    throws
  {
    try SessionStore.make(at: path, contents())
    let store = try SessionStore(opening: path)
    try answer(store)
    // As after a kill: the file goes, its log stays.
    let log = try #require(FileManager.default.contents(atPath: "\(path)-wal"))
    #expect(!log.isEmpty)
    store.close()
    try FileManager.default.removeItem(atPath: path)
    for number in 1...2 {
      try log.write(to: URL(filePath: "\(path)-wal"))
      try SessionStore.make(at: path, contents("new"))
      let new = try SessionStore(opening: path)
      #expect(try new.events().isEmpty && new.documents().map(\.id) == ["new"])
      new.close()
      #expect(FileManager.default.contents(atPath: "\(path)-wal.\(number)") == log)
      try FileManager.default.removeItem(atPath: path)
    }
  }

  @Test(arguments: [true, false])
  func `a file that is removed or replaced takes no more answers`(isReplaced: Bool) throws {
    try SessionStore.make(at: path, contents())
    let store = try SessionStore(opening: path)
    try answer(store)
    try FileSystem.rename(path, to: "\(folder)/moved")
    if isReplaced { try SessionStore.make(at: path, contents("other")) }
    #expect(throws: StoreError.replaced(path: path)) { try answer(store) }
  }

  @Test func `a session is read where nothing can be written, with what is in its log`() throws {
    try SessionStore.make(at: path, contents())
    let store = try SessionStore(opening: path)
    try answer(store)
    // As the copy of a session at work: without the index of the log.
    let copy = "\(folder)/copy"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: "\(copy)/c\(suffix)")
    }
    store.close()
    let files = ["\(copy)/c", "\(copy)/c-wal", path]
    for file in files { FileSystem.setPermissions(0o444, of: file) }
    for name in [copy, folder] { FileSystem.setPermissions(0o555, of: name) }
    defer { for name in [copy, folder] { FileSystem.setPermissions(0o755, of: name) } }
    for file in ["\(copy)/c", path] {
      let reader = try SessionStore(opening: file, for: .reading)
      #expect(try reader.answers().count == 1, "\(file)")
      #expect(throws: StoreError.self) { try answer(reader) }
      reader.close()
    }
    #expect(try names() == ["a.session", "copy"])
  }

  /// Makes the session one of version 2.
  private func turnBack(_ change: String = "") throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write {
      try $0.execute(
        sql: """
          \(change)
          DELETE FROM grdb_migrations
          WHERE identifier IN ('session-3', 'session-4', 'session-5');
          ALTER TABLE event DROP COLUMN labels; ALTER TABLE answer DROP COLUMN labels;
          ALTER TABLE adjudication DROP COLUMN labels;
          ALTER TABLE lease DROP COLUMN strategy; ALTER TABLE lease DROP COLUMN probability;
          ALTER TABLE annotator DROP COLUMN role; ALTER TABLE annotator DROP COLUMN is_paused;
          ALTER TABLE event DROP COLUMN extra; DROP TABLE check_question;
          DELETE FROM setting WHERE name = 'identity'
          """
      )
    }
    try queue.close()
  }

  @Test func `a session of an older version is read without being changed`() throws {
    try SessionStore.make(at: path, contents())
    try turnBack()
    let reader = try SessionStore(opening: path, for: .reading)
    #expect(try reader.events().isEmpty)
    reader.close()
    let writer = try SessionStore(opening: path)
    try answer(writer)
    #expect(try writer.answers().count == 1)
  }

  @Test func `in a session of an older version the latest answer counts, not the last import`()
    throws
  {
    try SessionStore.make(at: path, contents())
    let store = try SessionStore(opening: path)
    let anna = try store.annotator(adding: "anna")
    for (time, origin, classIndex) in [(9, "terminal", 0), (5, "import csv", 1)] {
      var event = SessionEvent(
        .answer,
        annotator: anna,
        document: 0,
        timeInMilliseconds: time,
        origin: origin
      )
      event.says = .oneClass(classIndex)
      try store.append([event])
    }
    store.close()
    try turnBack("UPDATE answer SET event = 2, class = 1;")
    let reader = try SessionStore(opening: path, for: .reading)
    #expect(try reader.answers().map(\.says.classIndex) == [0])
    #expect(try reader.answers() == SessionHistory(reader.events()).answers)
  }
}
