import Foundation
import Glibc
package import GRDB

/// Opens Winnow's SQLite files, all of them in one way.
///
/// Write-ahead logging lets one process write while others read, foreign keys are checked, and a
/// writer that finds the file busy waits.
package enum StoreFile {
  /// How long a writer waits for another process.
  static let busyTimeoutInSeconds: TimeInterval = 10

  /// Opens a store, and makes or migrates it when needed.
  ///
  /// - Parameters:
  ///   - path: The file; its folder exists.
  ///   - migrations: The store's versions, oldest first.
  ///   - isDurable: Whether each transaction is on the disk before it is acknowledged.
  /// - Returns: A pool of one writer and several readers.
  /// - Throws: ``StoreError/newerStore(path:)`` if a newer Winnow made the file,
  ///   ``StoreError/unreadable(path:reason:)`` if it is no store or cannot be opened.
  package static func open(
    _ path: String,
    migrations: DatabaseMigrator,
    isDurable: Bool
  ) throws -> DatabasePool {
    let turn = OpeningTurn(for: path)
    defer { turn.end() }
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeoutInSeconds)
    configuration.foreignKeysEnabled = true
    do {
      let pool = try DatabasePool(path: path, configuration: configuration)
      // In write-ahead mode only FULL syncs the log at each commit; GRDB chooses NORMAL.
      if isDurable {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      }
      guard try !pool.read(migrations.hasBeenSuperseded) else {
        throw StoreError.newerStore(path: path)
      }
      try migrations.migrate(pool)
      return pool
    } catch let error as DatabaseError {
      throw StoreError.unreadable(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }
}

/// A process's turn at opening the stores of a folder.
///
/// SQLite lets nobody wait while a file changes to write-ahead mode, and two processes that find
/// the same version missing would both make it. The lock is the folder's: closing a descriptor of
/// the store itself would take SQLite's own locks from it.
private struct OpeningTurn {
  private let folder: Int32

  /// Waits for the turn; where a file system has no locks, there is nothing to wait for.
  init(for path: String) {
    let parent = (path as NSString).deletingLastPathComponent
    folder = Glibc.open(parent.isEmpty ? "." : parent, O_RDONLY | O_CLOEXEC)
    if folder >= 0 { while flock(folder, LOCK_EX) != 0 && errno == EINTR {} }
  }

  func end() {
    if folder >= 0 { close(folder) }
  }
}
