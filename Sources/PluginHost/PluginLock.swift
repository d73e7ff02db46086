internal import Platform

/// Keeps a plugin file from being cleared away while this process runs it.
///
/// A worker that restarts behind a faulty cell loads the file again, so it has
/// to be there even when another process has rebuilt the task meanwhile.
final class PluginLock: Sendable {
  private let file: FileDescriptor

  /// Takes a shared lock on the file for as long as this object lives; `nil` when it is not
  /// there, or is being cleared away.
  init?(path: String) {
    guard let file = try? FileDescriptor.open(path, for: .reading) else { return nil }
    self.file = file
    file.lockIfFree(.shared)
    // It may have been removed between the two.
    if file.isNameless { return nil }
  }

  deinit { file.close() }

  /// Removes a plugin file unless a process holds it.
  static func remove(_ path: String) {
    guard let file = try? FileDescriptor.open(path, for: .reading) else { return }
    defer { file.close() }
    if file.lockIfFree(.exclusive) { FileSystem.remove(path) }
  }
}
