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
  package init?(of path: String) { self.init(try? FileStatus(of: path)) }

  /// Looks at an open file; `nil` for what is not a plain file.
  package init?(of file: FileDescriptor) { self.init(try? FileStatus(of: file)) }

  private init?(_ status: FileStatus?) {
    guard let status, status.kind == .plain else { return nil }
    inode = status.inode
    byteCount = status.byteCount
    modified = status.modified
    changed = status.changed
  }

  /// Whether the file was left alone for two seconds before `time`.
  ///
  /// A file that is written to twice within a tick of the clock keeps its stamp. A time
  /// beyond the range of nanoseconds counts as never settled, or as settled long ago.
  /// - Parameter time: Nanoseconds since 1970, such as `SystemClock.now`.
  /// - Returns: `false` for a file whose stamp says nothing yet.
  package func isSettled(at time: Int) -> Bool {
    let (latest, isBefore) = time.subtractingReportingOverflow(2_000_000_000)
    return !isBefore && max(modified, changed) < latest
  }
}
