internal import CLinux
internal import Glibc

/// A file that is either the old one or the whole new one, never a part.
///
/// It has no name while it is written, so that nothing is left behind however the process
/// ends. ``finish()`` syncs it; ``publish()`` gives it its name, and not if somebody else has
/// made or replaced the file of that name since. On a file system without nameless files it
/// is written under its own name, which ``PartialFiles/unlinkAll()`` knows.
final class AtomicFile: ByteSink {
  /// The path as the user gave it.
  let path: String
  /// The folder of the file, whose entry is to be synced.
  let folder: String
  private let target: String
  /// What stood under the name when the command began.
  private let replaced: FileIdentity?
  let descriptor: Int32
  /// The name that the new file has for now, or the old one after the two were exchanged.
  private var aside: (path: String, slot: PartialFiles.Slot?)?
  private var stage = Stage.writing
  private var byteCount = 0
  /// Bytes that the kernel has been asked to write to the disk.
  private var startedByteCount = 0

  private enum Stage {
    case writing
    case finished
    /// The name is the new file's; the old one, if any, stands aside.
    case published
    case closed
  }

  /// Bytes that are written to the disk at once.
  private static let stretchByteCount = 1 << 24

  /// Starts a file.
  ///
  /// A symbolic link stays one, and the file it leads to is replaced.
  /// - Parameters:
  ///   - path: The path as the user gave it.
  ///   - replaced: What stood there when the command began.
  ///   - isNameless: Whether the file is written without a name, where the file system can.
  /// - Throws: What the system says of the folder or the name.
  init(
    path: String,
    replacing replaced: FileIdentity?,
    isNameless: Bool
  ) throws(ByteError) {
    self.path = path
    self.replaced = replaced
    target = FileTarget.resolved(path)
    folder = FileTarget.split(target).folder
    var status = stat()
    let isThere = lstat(target, &status) == 0
    guard isThere || errno == ENOENT else {
      throw .system(.create, path: path, errno: errno)
    }
    var file = isNameless ? winnow_open_nameless(folder) : -1
    if file < 0, !isNameless || [EOPNOTSUPP, EISDIR, EINVAL, ENOSYS].contains(errno) {
      let name = Self.unusedName(in: folder)
      aside = (name, PartialFiles.register(name))
      file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    }
    descriptor = file
    guard file >= 0 else {
      let code = errno
      stage = .closed
      PartialFiles.forget(aside?.slot)
      throw .system(.create, path: path, errno: code)
    }
    if isThere { fchmod(descriptor, status.st_mode & 0o7777) }
  }

  deinit { discard() }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ByteError) {
    try DescriptorSink.write(bytes, to: descriptor, path: path)
    byteCount += bytes.count
    guard byteCount - startedByteCount >= Self.stretchByteCount else { return }
    // Otherwise all of it would wait for the sync at the end.
    winnow_begin_writing(descriptor, Int64(startedByteCount), Int64(byteCount - startedByteCount))
    startedByteCount = byteCount
  }

  func finish() throws(ByteError) {
    guard stage == .writing else { return }
    if fsync(descriptor) != 0 { throw .system(.sync, path: path, errno: errno) }
    stage = .finished
  }

  /// Gives the finished file its name.
  ///
  /// - Throws: ``ByteError/appeared(path:)`` when the name has come to stand for another file
  ///   since the command began; that file is left as it is.
  func publish() throws(ByteError) {
    precondition(stage == .finished, "a file is finished before it is published")
    guard let replaced else { return try publishNew() }
    let name = try named()
    guard winnow_exchange(name, target) == 0 else {
      switch errno {
      case ENOENT: return try publishNew()
      case EINVAL, ENOSYS, EOPNOTSUPP: return try publishOver(name)
      default: throw .system(.rename, path: path, errno: errno)
      }
    }
    guard FileIdentity.standing(at: name) == replaced else {
      _ = winnow_exchange(name, target)
      throw .appeared(path: path)
    }
    stage = .published
  }

  /// Takes a published file back: the name is the old file's again, or nobody's.
  func retract() {
    guard stage == .published else { return }
    if let aside {
      _ = winnow_exchange(aside.path, target)
    } else if FileIdentity.standing(at: target) == FileIdentity(descriptor: descriptor) {
      unlink(target)
    }
    stage = .finished
  }

  /// Removes the old file, which nobody needs any more.
  func settle() {
    guard stage == .published else { return }
    close()
  }

  func discard() {
    if stage == .published { retract() }
    if stage != .closed { close() }
  }

  private func close() {
    stage = .closed
    _ = Glibc.close(descriptor)
    removeAside()
  }

  private func removeAside() {
    guard let aside else { return }
    unlink(aside.path)
    PartialFiles.forget(aside.slot)
    self.aside = nil
  }

  /// The name that the new file has for now; it gets one if it has none.
  private func named() throws(ByteError) -> String {
    if let aside { return aside.path }
    let name = Self.unusedName(in: folder)
    let slot = PartialFiles.register(name)
    guard winnow_name_file(descriptor, name) == 0 else {
      let code = errno
      PartialFiles.forget(slot)
      throw .system(.rename, path: path, errno: code)
    }
    aside = (name, slot)
    return name
  }

  /// Takes a name that nothing has.
  private func publishNew() throws(ByteError) {
    var isDone: Bool
    if let aside {
      isDone = winnow_rename_new(aside.path, target) == 0
      if !isDone, [EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) {
        isDone = link(aside.path, target) == 0
        if isDone { unlink(aside.path) }
      }
    } else {
      isDone = winnow_name_file(descriptor, target) == 0
    }
    guard isDone else {
      if errno == EEXIST { throw .appeared(path: path) }
      throw .system(.rename, path: path, errno: errno)
    }
    PartialFiles.forget(aside?.slot)
    aside = nil
    stage = .published
  }

  /// Replaces a file where two names cannot be exchanged.
  private func publishOver(_ name: String) throws(ByteError) {
    guard FileIdentity.standing(at: target) == replaced else { throw .appeared(path: path) }
    guard rename(name, target) == 0 else {
      throw .system(.rename, path: path, errno: errno)
    }
    PartialFiles.forget(aside?.slot)
    aside = nil
    close()
  }

  private static func unusedName(in folder: String) -> String {
    "\(folder)/.winnow-\(String(UInt64.random(in: .min ... .max), radix: 16)).partial"
  }
}
