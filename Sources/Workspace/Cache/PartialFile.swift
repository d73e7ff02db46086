internal import ByteIO
internal import Platform
internal import Synchronization

/// A file of the cache that is of one process alone: on its way to its name, or for a while.
///
/// Its process holds a lock on it, which the kernel frees however the process ends. So what
/// killed processes left behind is known as such, also from another container, where process
/// ids mean nothing.
final class PartialFile: ByteSink, Sendable {
  private static let mark = ".partial-"

  /// Where it is for now.
  let path: String
  private let descriptor: FileDescriptor
  private let hasName = Atomic(true)

  /// Makes a file next to the one it may become; `nil` where none can be made.
  init?(beside target: String) {
    path = target + Self.mark + String(UInt64.random(in: .min ... .max), radix: 16)
    guard let file = try? FileDescriptor.open(path, for: .readingAndWriting, .createNew) else {
      return nil
    }
    descriptor = file
    descriptor.lockIfFree(.exclusive)
    // Between the two somebody may have taken it for left behind.
    if descriptor.isNameless {
      hasName.store(false, ordering: .relaxed)
      return nil
    }
  }

  deinit {
    if hasName.load(ordering: .relaxed) { FileSystem.remove(path) }
    descriptor.close()
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ByteError) {
    do throws(SystemError) { try descriptor.writeAll(bytes) } catch {
      throw .system(.write, path: path, error)
    }
  }

  func finish() {}

  /// Does nothing: the file goes with its last reference.
  func discard() {}

  /// Gives the file its final name; it is removed if that cannot be done.
  func move(to target: String) {
    if (try? FileSystem.rename(path, to: target)) != nil {
      hasName.store(false, ordering: .relaxed)
    }
  }

  /// Whether a file of this name is, or was, a process's own.
  static func isPartial(_ name: String) -> Bool { name.contains(mark) || name.contains(".faulty-") }

  /// Removes the files of a folder whose processes have ended.
  static func sweep(_ folder: String) {
    for entry in FileSystem.entries(of: folder) where isPartial(entry.name) {
      let path = "\(folder)/\(entry.name)"
      guard let file = try? FileDescriptor.open(path, for: .reading, .refusesLink) else { continue }
      if file.lockIfFree(.exclusive) { FileSystem.remove(path) }
      file.close()
    }
  }
}
