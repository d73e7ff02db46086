internal import Platform

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
  /// What had the name when the command began.
  private let replaced: FileIdentity?
  let descriptor: FileDescriptor
  /// The name that the new file has for now, or the old one after the two were exchanged.
  private var aside: (path: String, slot: PartialFiles.Slot?)?
  private var stage = Stage.writing
  private var byteCount = 0
  /// Bytes that the kernel has been asked to write to the disk.
  private var startedByteCount = 0

  private enum Stage {
    case writing
    case finished
    /// The name is the new file's; the old one, if any, is aside.
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
  ///   - replaced: What was there when the command began.
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
    do throws(SystemError) {
      let standing = try Self.status(of: target)
      if isNameless, let file = try Self.nameless(in: folder) {
        descriptor = file
      } else {
        let name = Self.unusedName(in: folder)
        let slot = PartialFiles.register(name)
        aside = (name, slot)
        do throws(SystemError) {
          descriptor = try .open(name, for: .writing, [.createNew, .refusesLink])
        } catch {
          PartialFiles.forget(slot)
          throw error
        }
      }
      if let standing { descriptor.setPermissions(standing.permissions) }
    } catch {
      throw .system(.create, path: path, error)
    }
  }

  deinit { discard() }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ByteError) {
    try DescriptorSink.write(bytes, to: descriptor, path: path)
    byteCount += bytes.count
    guard byteCount - startedByteCount >= Self.stretchByteCount else { return }
    // Otherwise all of it would wait for the sync at the end.
    descriptor.beginWriting(startedByteCount..<byteCount)
    startedByteCount = byteCount
  }

  func finish() throws(ByteError) {
    guard stage == .writing else { return }
    do throws(SystemError) { try descriptor.sync() } catch {
      throw .system(.sync, path: path, error)
    }
    stage = .finished
  }

  /// Gives the finished file its name.
  ///
  /// - Throws: ``ByteError/appeared(path:)`` when the name has become that of another file
  ///   since the command began; that file is left as it is.
  func publish() throws(ByteError) {
    precondition(stage == .finished, "a file is finished before it is published")
    guard let replaced else { return try publishNew() }
    let name = try named()
    do throws(SystemError) { try FileSystem.exchange(name, target) } catch {
      if error == .notFound { return try publishNew() }
      if error.isUnsupported { return try publishOver(name) }
      throw .system(.rename, path: path, error)
    }
    guard FileIdentity.standing(at: name) == replaced else {
      try? FileSystem.exchange(name, target)
      throw .appeared(path: path)
    }
    stage = .published
  }

  /// Takes a published file back: the name is the old file's again, or free.
  func retract() {
    guard stage == .published else { return }
    if let aside {
      try? FileSystem.exchange(aside.path, target)
    } else if let file = try? FileStatus(of: descriptor),
      FileIdentity.standing(at: target) == FileIdentity(file)
    {
      FileSystem.remove(target)
    }
    stage = .finished
  }

  /// Removes the old file, which is no longer needed.
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
    descriptor.close()
    removeAside()
  }

  private func removeAside() {
    guard let aside else { return }
    FileSystem.remove(aside.path)
    PartialFiles.forget(aside.slot)
    self.aside = nil
  }

  /// The name that the new file has for now; it gets one if it has none.
  private func named() throws(ByteError) -> String {
    if let aside { return aside.path }
    let name = Self.unusedName(in: folder)
    let slot = PartialFiles.register(name)
    do throws(SystemError) { try descriptor.name(name) } catch {
      PartialFiles.forget(slot)
      throw .system(.rename, path: path, error)
    }
    aside = (name, slot)
    return name
  }

  /// Takes a name that nothing has.
  private func publishNew() throws(ByteError) {
    do throws(SystemError) {
      if let aside {
        try FileSystem.rename(aside.path, toNew: target)
      } else {
        try descriptor.name(target)
      }
    } catch {
      throw error == .exists ? .appeared(path: path) : .system(.rename, path: path, error)
    }
    PartialFiles.forget(aside?.slot)
    aside = nil
    stage = .published
  }

  /// Replaces a file where two names cannot be exchanged.
  private func publishOver(_ name: String) throws(ByteError) {
    guard FileIdentity.standing(at: target) == replaced else { throw .appeared(path: path) }
    do throws(SystemError) { try FileSystem.rename(name, to: target) } catch {
      throw .system(.rename, path: path, error)
    }
    PartialFiles.forget(aside?.slot)
    aside = nil
    close()
  }

  /// What has a name; `nil` when nothing has.
  private static func status(of path: String) throws(SystemError) -> FileStatus? {
    do throws(SystemError) { return try FileStatus(of: path, followsLink: false) } catch {
      guard error == .notFound else { throw error }
      return nil
    }
  }

  /// A new file without a name; `nil` where the file system has none.
  private static func nameless(in folder: String) throws(SystemError) -> FileDescriptor? {
    do throws(SystemError) { return try .nameless(in: folder) } catch {
      guard error.isUnsupported || error == .isFolder else { throw error }
      return nil
    }
  }

  private static func unusedName(in folder: String) -> String {
    "\(folder)/.winnow-\(String(UInt64.random(in: .min ... .max), radix: 16)).partial"
  }
}
