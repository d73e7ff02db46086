internal import ByteIO
internal import CLinux
internal import Foundation
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
  let descriptor: Int32
  private let hasName = Atomic(true)

  /// Makes a file next to the one it may become; `nil` where none can be made.
  init?(beside target: String) {
    path = target + Self.mark + String(UInt64.random(in: .min ... .max), radix: 16)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    // Between the two somebody may have taken it for left behind.
    if winnow_is_nameless(descriptor) != 0 {
      hasName.store(false, ordering: .relaxed)
      return nil
    }
  }

  deinit {
    if hasName.load(ordering: .relaxed) { unlink(path) }
    if descriptor >= 0 { close(descriptor) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ByteError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno != EINTR {
        throw .system(.write, path: path, errno: errno)
      }
    }
  }

  func finish() {}

  /// Does nothing: the file goes with its last reference.
  func discard() {}

  /// Gives the file its final name; it is removed if that cannot be done.
  func move(to target: String) {
    if rename(path, target) == 0 { hasName.store(false, ordering: .relaxed) }
  }

  /// Whether a file of this name is, or was, a process's own.
  static func isPartial(_ name: String) -> Bool { name.contains(mark) || name.contains(".faulty-") }

  /// Removes the files of a folder whose processes have ended.
  static func sweep(_ folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where isPartial(name) {
      let path = "\(folder)/\(name)"
      let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(file)
    }
  }
}
