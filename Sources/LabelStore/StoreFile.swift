internal import ByteIO
package import GRDB
internal import GRDBSQLite
internal import Platform

/// Opens Winnow's SQLite files, all of them in one way.
///
/// Write-ahead logging lets one process write while others read, foreign keys are checked, and a
/// writer that finds the file busy waits.
package struct StoreFile: Sendable {
  /// The file; its folder exists.
  package let path: String
  /// What the store is for.
  package let kind: StoreError.Kind
  /// The store's versions, oldest first.
  private let migrations: DatabaseMigrator

  /// How long a writer waits for another process.
  private static let busyTimeoutInSeconds = 10.0

  /// Names a store.
  package init(_ path: String, _ kind: StoreError.Kind, migrations: DatabaseMigrator) {
    self.path = path
    self.kind = kind
    self.migrations = migrations
  }

  /// Opens the store to write to it, and migrates it when needed.
  ///
  /// - Parameters:
  ///   - isDurable: Whether each transaction is on the disk before it is acknowledged.
  ///   - isMade: Whether the store is made when there is none.
  /// - Returns: A pool of one writer and several readers.
  /// - Throws: ``StoreError``.
  package func open(isDurable: Bool, isMade: Bool) throws -> DatabasePool {
    try ByteError.refuseFolder(path, for: .open)
    let turn = FolderTurn(for: path)
    defer { turn.end() }
    return try named(isWriting: true) {
      if size > 0 || !isMade { try look() }
      let pool = try DatabasePool(path: path, configuration: configuration())
      // In write-ahead mode only FULL syncs the log at each commit; GRDB chooses NORMAL.
      if isDurable {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      }
      try migrations.migrate(pool)
      return pool
    }
  }

  /// Opens the store to read it, which works where nothing can be written.
  ///
  /// A store of an older version stays as it is: it is read as a copy in memory that was migrated.
  /// - Throws: ``StoreError``.
  package func openForReading() throws -> DatabaseQueue {
    try ByteError.refuseFolder(path, for: .open)
    return try named(isWriting: false) {
      guard size > 0 else { throw StoreError.notStore(path: path, kind: kind) }
      let queue = try StoreReader.open(path) { configuration($0) }
      try queue.read(check)
      if try queue.read(migrations.hasCompletedMigrations) { return queue }
      let copy = try DatabaseQueue(configuration: configuration())
      try queue.backup(to: copy)
      try queue.close()
      try migrations.migrate(copy)
      return copy
    }
  }

  /// Makes a store that holds what `fill` puts in: all of it appears at once, or nothing.
  ///
  /// It is made in memory, so that a process that is killed leaves nothing behind.
  /// - Throws: ``StoreError/taken(path:)`` when there is a file of the name by then.
  package func make(_ fill: (Database) throws -> Void) throws {
    var image = try named(isWriting: true) {
      let queue = try DatabaseQueue(configuration: configuration())
      try migrations.migrate(queue)
      try queue.write(fill)
      return try queue.writeWithoutTransaction { try $0.image() }
    }
    // Both bytes say: with a write-ahead log. So the first who opens it need not change it.
    image.replaceSubrange(18..<20, with: [2, 2])
    let turn = FolderTurn(for: path)
    defer { turn.end() }
    do { try NewFile.make(image, at: path) { _ in try setRemainsAside() } } catch {
      switch error {
      case ByteError.appeared: throw StoreError.taken(path: path)
      case ByteError.system(_, _, let error):
        throw StoreError.unwritable(path: path, reason: error.description)
      default: throw error
      }
    }
  }

  /// Removes the empty log of a store that was closed, unless another process has it open.
  ///
  /// The last of a pool's connections is a reader, and readers leave the log where it is.
  package func sweep() {
    guard size > 0, FileSystem.permits([], of: "\(path)-wal") else { return }
    let queue = try? DatabaseQueue(path: path, configuration: configuration())
    try? queue?.close()
  }

  /// Says of SQLite's errors which file they are about, and what they mean for it.
  package func named<Value>(isWriting: Bool, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as RowDecodingError {
      throw StoreError.damaged(path: path, kind: kind, rule: "\(error)")
    } catch let error as DatabaseError {
      let isBusy = [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode)
      let reason =
        isBusy ? "another process keeps it locked" : error.message ?? "\(error.resultCode)"
      switch error.resultCode {
      case .SQLITE_NOTADB: throw StoreError.notStore(path: path, kind: kind)
      // Our own statements are right, so what they cannot be run on is not ours.
      case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT:
        throw StoreError.damaged(path: path, kind: kind, rule: reason)
      default:
        throw isWriting
          ? StoreError.unwritable(path: path, reason: reason)
          : StoreError.unreadable(path: path, reason: reason)
      }
    }
  }

  private func configuration(_ change: (inout Configuration) -> Void = { _ in }) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.busyTimeoutInSeconds)
    configuration.foreignKeysEnabled = true
    // The file may come from anywhere: its schema runs none of SQLite's functions.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA trusted_schema = OFF") }
    change(&configuration)
    return configuration
  }

  private var size: Int { (try? FileStatus(of: path))?.byteCount ?? 0 }

  /// Looks at a file before anything is written to it: a foreign database stays as it is.
  private func look() throws {
    guard size > 0 else { throw StoreError.notStore(path: path, kind: kind) }
    let queue = try DatabaseQueue(path: path, configuration: configuration())
    try queue.read(check)
    try queue.close()
  }

  private func check(_ database: Database) throws {
    guard try database.tableExists("grdb_migrations"),
      let first = migrations.migrations.first,
      try migrations.appliedIdentifiers(database).contains(first)
    else { throw StoreError.notStore(path: path, kind: kind) }
    guard try !migrations.hasBeenSuperseded(database) else {
      throw StoreError.newerStore(path: path)
    }
  }

  /// Puts aside what a store of this name left that is gone.
  ///
  /// SQLite would take it for the new one's. A log may hold what was acknowledged, so it is kept
  /// under another name.
  private func setRemainsAside() throws {
    FileSystem.remove("\(path)-shm")
    for remains in ["\(path)-wal", "\(path)-journal"] {
      guard let status = try? FileStatus(of: remains, followsLink: false) else { continue }
      guard status.byteCount > 0 else {
        FileSystem.remove(remains)
        continue
      }
      var number = 1
      while FileSystem.isTaken("\(remains).\(number)") { number += 1 }
      do throws(SystemError) { try FileSystem.rename(remains, to: "\(remains).\(number)") } catch {
        throw ByteError.system(.rename, path: remains, error)
      }
    }
  }
}

extension Database {
  /// The whole database as the bytes of a file.
  fileprivate func image() throws -> [UInt8] {
    var size: sqlite3_int64 = 0
    guard let bytes = sqlite3_serialize(sqliteConnection, "main", &size, 0) else {
      throw DatabaseError(resultCode: .SQLITE_NOMEM)
    }
    defer { sqlite3_free(bytes) }
    return [UInt8](UnsafeBufferPointer(start: bytes, count: Int(size)))
  }
}
