import Foundation
import GRDB
import LabelStore
import Synchronization
import TestSupport
import Testing

struct StoreFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func scratch() throws -> String { "\(try folder.subfolder())/store.sqlite" }

  private var firstVersion: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.create(table: "thing") { $0.primaryKey("id", .text) } }
    return migrator
  }

  private func file(_ path: String) -> StoreFile {
    StoreFile(path, .workspace, migrations: firstVersion)
  }

  @Test func `a store keeps a write-ahead log, checks foreign keys and syncs each commit`() throws {
    let pool = try file(scratch()).open(isDurable: true, isMade: true)
    let settings = try pool.writeWithoutTransaction { database in
      try ["journal_mode", "foreign_keys", "synchronous"].map {
        try String.fetchOne(database, sql: "PRAGMA \($0)")
      }
    }
    #expect(settings == ["wal", "1", "2"])
  }

  @Test func `a store of a newer version is refused`() throws {
    let path = try scratch()
    var newer = firstVersion
    newer.registerMigration("2") { try $0.create(table: "other") { $0.primaryKey("id", .text) } }
    try StoreFile(path, .workspace, migrations: newer).open(isDurable: false, isMade: true).close()
    #expect(throws: StoreError.newerStore(path: path)) {
      try file(path).open(isDurable: false, isMade: true)
    }
  }

  @Test func `a store that several open for the first time is made once`() throws {
    for _ in 0..<10 {
      let path = try scratch()
      let failures = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        do {
          let pool = try file(path).open(isDurable: false, isMade: true)
          try pool.write { try $0.execute(sql: "INSERT INTO thing VALUES (hex(randomblob(8)))") }
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
      #expect(failures.withLock { $0 } == [])
      let pool = try file(path).open(isDurable: false, isMade: true)
      let count = try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") }
      #expect(count == 8)
    }
  }

  @Test func `a file that is no store is refused`() throws {
    let path = try scratch()
    try Data("id,text\n1,hello\n".utf8).write(to: URL(filePath: path))
    #expect(throws: StoreError.self) {
      try file(path).open(isDurable: false, isMade: true)
    }
  }
}
