internal import Glibc

/// Size, times and place of a file, which tell whether it has changed without reading it.
package struct FileStamp: Hashable, Sendable, Codable {
  /// The file's number on its disk.
  package let inode: UInt64
  /// Its size.
  package let byteCount: Int
  /// When its bytes were changed last, in nanoseconds since 1970.
  package let modified: Int
  /// When anything about it was changed last, in nanoseconds since 1970.
  package let changed: Int

  /// Looks at a file; `nil` for what is not a plain file.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Looks at an open file; `nil` for what is not a plain file.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    inode = UInt64(status.st_ino)
    byteCount = Int(status.st_size)
    modified = Self.nanoseconds(status.st_mtim)
    changed = Self.nanoseconds(status.st_ctim)
  }

  /// Whether the file was left alone for two seconds before `time`.
  ///
  /// A file that is written to twice within a tick of the clock keeps its stamp.
  /// - Parameter time: Nanoseconds since 1970.
  /// - Returns: `false` for a file whose stamp says nothing yet.
  package func isSettled(at time: Int) -> Bool {
    let (latest, isBefore) = time.subtractingReportingOverflow(2_000_000_000)
    return !isBefore && max(modified, changed) < latest
  }

  /// The time now, in nanoseconds since 1970.
  package static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  /// Nanoseconds fill a number in the years 1677 to 2262; a time beyond is the last that fits.
  ///
  /// A file of such a time is never settled, or has been for long.
  private static func nanoseconds(_ time: timespec) -> Int {
    let (seconds, isTooFar) = Int(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, isTooMuch) = seconds.addingReportingOverflow(Int(time.tv_nsec))
    guard !isTooFar, !isTooMuch else { return time.tv_sec < 0 ? .min : .max }
    return sum
  }
}
