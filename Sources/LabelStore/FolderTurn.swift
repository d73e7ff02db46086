internal import ByteIO
internal import Platform

/// A process's turn at making and opening the stores of a folder.
///
/// SQLite does not let others wait while a file changes to write-ahead mode, and two processes that
/// find the same version missing would both make it. The lock is the folder's: closing a descriptor
/// of the store itself would take SQLite's own locks from it.
struct FolderTurn {
  private let folder: FileDescriptor?

  /// Waits for the turn; where a file system has no locks, there is nothing to wait for.
  init(for path: String) {
    folder = try? .open(FileTarget.split(path).folder, for: .reading)
    try? folder?.lock(.exclusive)
  }

  func end() { folder?.close() }
}
