internal import Glibc

/// What the system knows of a file without reading it.
package struct FileStatus: Sendable {
  /// What kind of file it is.
  package enum Kind: Hashable, Sendable {
    case plain, folder, link, pipe, socket
    /// A terminal or another device.
    case device
  }

  package let kind: Kind
  /// The number of the disk or device that the file is on.
  package let device: UInt64
  /// The file's number there.
  package let inode: UInt64
  package let byteCount: Int
  /// Who may read, write and execute it: the lower twelve bits of its mode.
  package let permissions: UInt32
  /// How many names it has; 0 for an open file that has lost its last.
  package let nameCount: Int
  /// When its bytes were changed last, in nanoseconds since 1970.
  package let modified: Int
  /// When anything about it was changed last, in nanoseconds since 1970, as its file system reports
  /// it; no program can set it.
  package let changed: Int

  /// Looks at what a path leads to.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - followsLink: Whether a symbolic link at its end is followed.
  /// - Throws: What the system says, such as ``SystemError/notFound``.
  package init(of path: String, followsLink: Bool = true) throws(SystemError) {
    var status = stat()
    guard (followsLink ? stat(path, &status) : lstat(path, &status)) == 0 else { throw .last }
    self.init(status)
  }

  /// Looks at an open file.
  package init(of file: FileDescriptor) throws(SystemError) {
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw .last }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .plain
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      default: .device
      }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    byteCount = Int(status.st_size)
    permissions = status.st_mode & 0o7777
    nameCount = Int(status.st_nlink)
    modified = SystemClock.nanoseconds(status.st_mtim)
    changed = SystemClock.nanoseconds(status.st_ctim)
  }
}
