internal import Glibc

extension FileDescriptor {
  /// How waiting for several descriptors ended.
  package enum Readiness: Hashable, Sendable {
    /// There is something to read, or an end, in the order of the descriptors.
    case readable([Bool])
    case timedOut
    case interrupted
    case failed
  }

  /// Waits until there is something to read.
  ///
  /// - Parameters:
  ///   - files: The descriptors; `nil` is never ready.
  ///   - limit: The longest time, in whole milliseconds; `nil` waits forever.
  /// - Returns: How waiting ended.
  package static func wait(
    toRead files: [FileDescriptor?],
    upTo limit: Duration? = nil
  ) -> Readiness {
    var entries = files.map {
      pollfd(fd: $0?.number ?? -1, events: Int16(POLLIN), revents: 0)
    }
    let count = poll(&entries, nfds_t(entries.count), milliseconds(limit))
    if count < 0 { return errno == EINTR ? .interrupted : .failed }
    return count == 0 ? .timedOut : .readable(entries.map { $0.revents != 0 })
  }

  /// Whether there is something to read, or an end, within a time; `nil` waits forever.
  package func isReadable(within limit: Duration?) -> Bool {
    var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, Self.milliseconds(limit)) > 0
  }

  /// Waits until something can be written.
  package func waitUntilWritable() {
    var entry = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    poll(&entry, 1, -1)
  }

  private static func milliseconds(_ limit: Duration?) -> Int32 {
    limit.map { Int32(max(0, min($0 / .milliseconds(1), Double(Int32.max)))) } ?? -1
  }
}
