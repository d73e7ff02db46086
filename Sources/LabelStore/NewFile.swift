internal import CLinux
internal import Glibc

/// Makes a file that is not there yet: it appears whole, or not at all, and replaces nothing.
package enum NewFile {
  /// Why there is no new file.
  package struct Failure: Error, CustomStringConvertible {
    /// The system's number for it; `EEXIST` when there is a file of the name.
    package let code: Int32
    package var description: String { String(cString: strerror(code)) }
  }

  /// Writes bytes to a file without a name, and then gives it the name.
  ///
  /// A process that is killed before leaves nothing behind. On file systems that know no files
  /// without a name it leaves one that begins with a dot.
  /// - Parameters:
  ///   - bytes: What the file holds.
  ///   - path: Where it goes.
  ///   - prepare: Called with its descriptor right before it gets its name.
  /// - Throws: ``Failure``, and what `prepare` throws; then nothing is left.
  package static func make(
    _ bytes: [UInt8],
    at path: String,
    _ prepare: (_ file: Int32) throws -> Void = { _ in }
  ) throws {
    let folder = Self.folder(of: path)
    var partial: String?
    var descriptor = winnow_open_nameless(folder)
    if descriptor < 0, [EOPNOTSUPP, EISDIR, ENOENT, EINVAL].contains(errno) {
      let last = path.split(separator: "/").last ?? ""
      let name = "\(folder)/.\(last).partial-\(getpid())-\(UInt32.random(in: 0 ... .max))"
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
      partial = name
    }
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer {
      close(descriptor)
      if let partial { unlink(partial) }
    }
    try write(bytes, to: descriptor)
    guard fsync(descriptor) == 0 else { throw Failure(code: errno) }
    var status = stat()
    guard lstat(path, &status) != 0 else { throw Failure(code: EEXIST) }
    try prepare(descriptor)
    let isNamed =
      if let partial {
        link(partial, path) == 0
      } else {
        linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
      }
    guard isNamed else { throw Failure(code: errno) }
    let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return }
    // Some file systems cannot sync a folder; the file itself is safe there.
    fsync(opened)
    close(opened)
  }

  /// The folder of a file.
  ///
  /// Foundation's `deletingLastPathComponent` ends the process for a name of one letter.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    try bytes.withUnsafeBytes { bytes in
      var rest = bytes
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno != EINTR {
          throw Failure(code: errno)
        }
      }
    }
  }
}
