internal import Platform
internal import Synchronization

/// The file at a path, identified by device and inode.
///
/// An open file continues to take what is written when its name is gone, and all of it is lost with
/// the process. So before a change is acknowledged, the name has to be the file's still.
final class FilePlace: Sendable {
  private struct Identity: Equatable {
    var device: UInt64
    var inode: UInt64
  }

  private let path: String
  private let identity: Identity?
  /// The log next to the file, known once something was written to it.
  private let log = Mutex<Identity?>(nil)

  /// Remembers what is at a path now.
  init(_ path: String) {
    self.path = path
    identity = Self.identity(of: path)
  }

  /// Makes sure that the same file and the same log are there.
  ///
  /// - Throws: ``StoreError/replaced(path:)``.
  func check() throws {
    guard Self.identity(of: path) == identity else { throw StoreError.replaced(path: path) }
    let found = Self.identity(of: path + "-wal")
    try log.withLock { known in
      guard known == nil || known == found else { throw StoreError.replaced(path: path) }
      known = found
    }
  }

  private static func identity(of path: String) -> Identity? {
    (try? FileStatus(of: path)).map { Identity(device: $0.device, inode: $0.inode) }
  }
}
