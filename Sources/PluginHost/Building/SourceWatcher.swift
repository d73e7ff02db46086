package import Platform

/// Tells when files below some folders are written, made, moved or removed.
package final class SourceWatcher {
  private let watch: FolderWatch
  private let folders: [String]

  /// Watches folders and those in them; `nil` when the system cannot watch the first.
  package init?(_ folders: [String]) {
    guard let watch = FolderWatch() else { return nil }
    self.watch = watch
    self.folders = folders
    if !watchAll() { return nil }
  }

  /// Readable when something has happened.
  package var descriptor: FileDescriptor { watch.descriptor }

  /// Takes all that has happened so far.
  ///
  /// - Returns: Whether there was anything.
  package func drain() -> Bool {
    let hasEvents = watch.drain()
    // A folder that was made meanwhile is watched from now on.
    if hasEvents { _ = watchAll() }
    return hasEvents
  }

  private func watchAll() -> Bool {
    var isFirstWatched = false
    for (index, root) in folders.enumerated() {
      for folder in SourceTree(below: root).folders {
        let isWatched = watch.add(folder.isEmpty ? root : "\(root)/\(folder)")
        if index == 0, folder.isEmpty { isFirstWatched = isWatched }
      }
    }
    return isFirstWatched
  }
}
