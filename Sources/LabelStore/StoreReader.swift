internal import ByteIO
internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Platform

/// A store that is only read, also where nothing can be written: on a full disk, in a folder of
/// another user, on a medium that is write-protected.
enum StoreReader {
  /// Opens a file.
  ///
  /// SQLite reads a file with a write-ahead log only if it can make files next to it. Where it
  /// cannot, the file is read into memory, and its log with it.
  /// - Parameters:
  ///   - path: The file, which is there.
  ///   - configuration: Makes a configuration with the changes it is given.
  /// - Returns: A connection over which nothing can be written.
  /// - Throws: `DatabaseError`.
  static func open(
    _ path: String,
    _ configuration: ((inout Configuration) -> Void) -> Configuration
  ) throws -> DatabaseQueue {
    if FileSystem.permits(.write, of: path),
      FileSystem.permits(.write, of: FileTarget.split(path).folder)
    {
      let reading = configuration { configuration in
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON") }
      }
      if let queue = try connection(path, reading) { return queue }
    }
    let log = try? FileStatus(of: "\(path)-wal")
    if log?.byteCount ?? 0 == 0 { return try inMemory(path, configuration { _ in }) }
    // Whoever writes the log keeps its index next to it, which then need not be made.
    if let queue = try connection(path, configuration { $0.readonly = true }) { return queue }
    return try inMemoryWithLog(path, configuration { _ in })
  }

  /// A connection to the file itself; `nil` where SQLite cannot make the files that it needs.
  private static func connection(
    _ path: String,
    _ configuration: Configuration
  ) throws -> DatabaseQueue? {
    do { return try DatabaseQueue(path: path, configuration: configuration) } catch let error
      as DatabaseError where cannotWrite.contains(error.resultCode)
    { return nil }
  }

  /// The file and its log, put together in a copy that goes again.
  private static func inMemoryWithLog(
    _ path: String,
    _ configuration: Configuration
  ) throws -> DatabaseQueue {
    let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: copy) }
    let file = copy.appending(path: "copy").path
    do {
      try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: path, toPath: file)
      try FileManager.default.copyItem(atPath: "\(path)-wal", toPath: "\(file)-wal")
      for name in [file, "\(file)-wal"] { FileSystem.setPermissions(0o600, of: name) }
    } catch {
      throw DatabaseError(
        resultCode: .SQLITE_CANTOPEN,
        message: "its write-ahead log cannot be copied to '\(copy.path)'"
      )
    }
    let queue = try DatabaseQueue(path: file, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    try queue.close()
    return try inMemory(file, configuration)
  }

  /// What SQLite says where it cannot make the files that it needs.
  private static let cannotWrite: [ResultCode] = [
    .SQLITE_CANTOPEN, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_READONLY,
  ]

  private static func inMemory(
    _ path: String,
    _ configuration: Configuration
  ) throws -> DatabaseQueue {
    var bytes: [UInt8]
    do throws(SystemError) { bytes = try FileSystem.contents(of: path) } catch {
      throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: error.description)
    }
    guard bytes.count >= 100 else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
    // Both bytes say: without a write-ahead log, which a database in memory cannot have.
    bytes.replaceSubrange(18..<20, with: [1, 1])
    let queue = try DatabaseQueue(configuration: configuration)
    try queue.writeWithoutTransaction { database in
      let size = sqlite3_int64(bytes.count)
      guard let buffer = sqlite3_malloc64(sqlite3_uint64(bytes.count)) else {
        throw DatabaseError(resultCode: .SQLITE_NOMEM)
      }
      UnsafeMutableRawBufferPointer(start: buffer, count: bytes.count).copyBytes(from: bytes)
      let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
      let code = sqlite3_deserialize(
        database.sqliteConnection,
        "main",
        buffer.assumingMemoryBound(to: UInt8.self),
        size,
        size,
        flags
      )
      guard code == SQLITE_OK else {
        throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
      database.clearSchemaCache()
    }
    return queue
  }
}
