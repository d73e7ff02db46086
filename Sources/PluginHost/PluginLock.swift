internal import CLinux
internal import Glibc

/// Keeps a plugin file from being cleared away while this process runs it.
///
/// A worker that restarts behind a faulty cell loads the file again, so it has
/// to be there even when another process has rebuilt the task meanwhile.
final class PluginLock: Sendable {
  private let descriptor: Int32

  /// Takes a shared lock on the file for as long as this object lives; `nil` when it is not
  /// there, or is being cleared away.
  init?(path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    _ = flock(descriptor, LOCK_SH | LOCK_NB)
    // It may have been removed between the two.
    if winnow_is_nameless(descriptor) != 0 { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Removes a plugin file unless a process holds it.
  static func remove(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
  }
}
