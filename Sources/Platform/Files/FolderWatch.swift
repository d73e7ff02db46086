internal import CLinux
internal import Glibc

/// Tells when files in some folders are written, made, moved or removed.
package final class FolderWatch: Sendable {
  /// Readable when something has happened.
  package let descriptor: FileDescriptor

  /// Watches nothing yet; `nil` where the system cannot watch.
  package init?() {
    let number = winnow_watch_open()
    guard number >= 0 else { return nil }
    descriptor = FileDescriptor(number: number)
  }

  deinit { descriptor.close() }

  /// Watches a folder too, but not those in it; `false` where that cannot be done.
  @discardableResult
  package func add(_ folder: String) -> Bool { winnow_watch_add(descriptor.number, folder) >= 0 }

  /// Takes all that has happened so far.
  ///
  /// - Returns: Whether there was anything.
  package func drain() -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 16)
    defer { buffer.deallocate() }
    var hasEvents = false
    while let count = try? descriptor.read(into: buffer), count > 0 { hasEvents = true }
    return hasEvents
  }
}
