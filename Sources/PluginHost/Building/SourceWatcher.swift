internal import CLinux
internal import Foundation

/// Tells when files below a folder are written, made, moved or removed.
package final class SourceWatcher {
  /// Readable when something has happened.
  package let descriptor: Int32
  private let folder: String

  /// Watches a folder and those in it; `nil` when the system cannot.
  package init?(_ folder: String) {
    self.folder = folder
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
    guard winnow_watch_add(descriptor, folder) >= 0 else { return false }
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      var isFolder: ObjCBool = false
      let path = "\(folder)/\(name)"
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        _ = winnow_watch_add(descriptor, path)
      }
    }
    return true
  }
}
