internal import CLinux
internal import Glibc

/// Tells when files below some folders are written, made, moved or removed.
package final class SourceWatcher {
  /// Readable when something has happened.
  package let descriptor: Int32
  private let folders: [String]

  /// Watches folders and those in them; `nil` when the system cannot watch the first.
  package init?(_ folders: [String]) {
    self.folders = folders
    descriptor = winnow_watch_open()
    guard descriptor >= 0, watchAll() else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Takes all that has happened so far.
  ///
  /// - Returns: Whether there was anything.
  package func drain() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    var hasEvents = false
    while read(descriptor, &buffer, buffer.count) > 0 { hasEvents = true }
    // A folder that was made meanwhile is watched from now on.
    if hasEvents { _ = watchAll() }
    return hasEvents
  }

  private func watchAll() -> Bool {
    var isFirstWatched = false
    for (index, root) in folders.enumerated() {
      for folder in SourceTree(below: root).folders {
        let isWatched =
          winnow_watch_add(descriptor, folder.isEmpty ? root : "\(root)/\(folder)") >= 0
        if index == 0, folder.isEmpty { isFirstWatched = isWatched }
      }
    }
    return isFirstWatched
  }
}
