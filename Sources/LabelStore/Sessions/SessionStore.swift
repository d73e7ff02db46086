internal import Foundation
internal import GRDB

/// The SQLite file of a session: what is asked about, and everything people did.
///
/// Several processes may have it open at once. Each change is one transaction that is on the
/// disk before the call returns.
package final class SessionStore: Sendable {
  /// Where the file is.
  package let path: String
  let pool: DatabasePool

  /// What a session begins with.
  package struct Contents: Sendable {
    /// Settings by name.
    package var settings: [String: String] = [:]
    /// Names of the classes.
    package var classes: [String] = []
    /// The corpus' files.
    package var files: [StoredFile] = []
    /// The documents in corpus order; their numbers count from 0.
    package var documents: [StoredDocument] = []
    /// A column of votes per function, two bytes a document, little-endian.
    package var votes: [(name: String, bytes: [UInt8])] = []
    /// Further blocks of bytes by name.
    package var blocks: [(name: String, bytes: [UInt8])] = []

    /// A session without anything.
    package init() {}
  }

  /// Opens a session's file, which must be there.
  ///
  /// - Throws: ``StoreError``.
  package init(opening path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw StoreError.unreadable(path: path, reason: "there is no such file")
    }
    self.path = path
    pool = try StoreFile.open(path, migrations: SessionSchema.migrations, isDurable: true)
  }

  private init(path: String, pool: DatabasePool) {
    self.path = path
    self.pool = pool
  }

  /// Makes a session's file; nothing may be at the path.
  ///
  /// - Throws: ``StoreError``; then there is no file.
  package static func make(at path: String, _ contents: Contents) throws {
    do {
      let pool = try StoreFile.open(path, migrations: SessionSchema.migrations, isDurable: true)
      try pool.write { try Self.fill($0, contents) }
      try Self.gather(pool)
    } catch let error as DatabaseError {
      throw StoreError.unreadable(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// Closes the file; nothing may be asked of the store any more.
  ///
  /// All of it is then in one file, which may be copied, unless another process has it open.
  package func close() {
    do { try Self.gather(pool) } catch { try? pool.close() }
  }

  /// Closes the file when all of it is in one file, so that it may be renamed.
  package func closeGathered() throws { try named { try Self.gather(pool) } }

  private static func gather(_ pool: DatabasePool) throws {
    _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try pool.close()
  }

  /// The settings by name.
  package func settings() throws -> [String: String] {
    try read { database in
      var settings: [String: String] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT name, value FROM setting") {
        settings[row[0]] = row[1]
      }
      return settings
    }
  }

  /// Changes a setting.
  package func set(_ name: String, to value: String) throws {
    try write {
      try $0.execute(sql: "REPLACE INTO setting VALUES (?, ?)", arguments: [name, value])
    }
  }

  /// Names of the classes, in their order.
  package func classes() throws -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT name FROM class ORDER BY number") }
  }

  /// The corpus' files, in their order.
  package func files() throws -> [StoredFile] {
    try read {
      try Row.fetchAll($0, sql: "SELECT path, digest FROM file ORDER BY number").map {
        StoredFile(path: $0[0], digest: $0[1])
      }
    }
  }

  /// All documents, in corpus order.
  package func documents() throws -> [StoredDocument] {
    try read { database in
      var documents: [StoredDocument] = []
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT id, file, record, digest FROM document ORDER BY number"
      )
      while let row = try rows.next() {
        documents.append(StoredDocument(id: row[0], file: row[1], record: row[2], digest: row[3]))
      }
      return documents
    }
  }

  /// The functions' names and columns of votes.
  package func votes() throws -> [(name: String, bytes: [UInt8])] {
    try read {
      try Row.fetchAll($0, sql: "SELECT name, votes FROM voter ORDER BY number").map {
        ($0[0], [UInt8]($0[1] as Data))
      }
    }
  }

  /// A block of bytes; `nil` when there is none of the name.
  package func block(_ name: String) throws -> [UInt8]? {
    try read {
      try Data.fetchOne($0, sql: "SELECT bytes FROM block WHERE name = ?", arguments: [name])
        .map { [UInt8]($0) }
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try named { try pool.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try named { try pool.write(body) }
  }

  /// Says of SQLite's errors which file they are about.
  private func named<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as DatabaseError {
      throw StoreError.unreadable(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  private static func fill(_ database: Database, _ contents: Contents) throws {
    for (name, value) in contents.settings {
      try database.execute(sql: "INSERT INTO setting VALUES (?, ?)", arguments: [name, value])
    }
    for (number, name) in contents.classes.enumerated() {
      try database.execute(sql: "INSERT INTO class VALUES (?, ?)", arguments: [number, name])
    }
    for (number, file) in contents.files.enumerated() {
      try database.execute(
        sql: "INSERT INTO file VALUES (?, ?, ?)",
        arguments: [number, file.path, file.digest]
      )
    }
    let document = try database.makeStatement(sql: "INSERT INTO document VALUES (?, ?, ?, ?, ?)")
    for (number, stored) in contents.documents.enumerated() {
      try document.execute(
        arguments: [number, stored.id, stored.file, stored.record, stored.digest]
      )
    }
    for (number, column) in contents.votes.enumerated() {
      try database.execute(
        sql: "INSERT INTO voter VALUES (?, ?, ?)",
        arguments: [number, column.name, Data(column.bytes)]
      )
    }
    for block in contents.blocks {
      try database.execute(
        sql: "INSERT INTO block VALUES (?, ?)",
        arguments: [block.name, Data(block.bytes)]
      )
    }
  }
}
