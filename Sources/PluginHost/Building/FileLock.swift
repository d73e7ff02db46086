internal import Platform

/// A lock that processes take in turn, also in different containers; the kernel frees it when
/// its holder ends, however that happens.
final class FileLock {
  private var file: FileDescriptor?

  /// Waits for the lock on a file, which is made if needed; where no file can be made there is
  /// nothing to be in turn for.
  init(_ path: String) {
    file = try? FileDescriptor.open(path, for: .readingAndWriting, .create)
    try? file?.lock(.exclusive)
  }

  deinit { release() }

  /// The time now as the file system tells it, in nanoseconds since 1970: what changes from now
  /// on has this time or a later one.
  func mark() -> Int {
    guard let file, (try? file.touch()) != nil, let status = try? FileStatus(of: file) else {
      // The clock of files stands still for some milliseconds.
      return SystemClock.now - 20_000_000
    }
    return status.changed
  }

  /// Lets the next one in.
  func release() {
    file?.close()
    file = nil
  }
}
