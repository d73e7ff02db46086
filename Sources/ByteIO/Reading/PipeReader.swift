internal import Glibc

/// Reads from a pipe or a device, and stops waiting when nobody wants the bytes any more.
final class PipeReader: Sendable {
  private let descriptor: Int32
  private let path: String
  private let isOwned: Bool

  /// How often it is looked whether reading was abandoned, in milliseconds.
  private static let patience: Int32 = 50

  init(_ descriptor: Int32, path: String, isOwned: Bool) {
    self.descriptor = descriptor
    self.path = path
    self.isOwned = isOwned
  }

  deinit { if isOwned { close(descriptor) } }

  /// Reads the next bytes; 0 at the end only.
  ///
  /// - Throws: ``ByteError/abandoned`` and what the system says.
  func read(
    into buffer: UnsafeMutableRawBufferPointer,
    _ abandonment: Abandonment
  ) throws(ByteError) -> Int {
    while true {
      // A named pipe that nobody has opened for writing yet is not at its end.
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, Self.patience)
      if abandonment.isAbandoned { throw .abandoned }
      guard ready > 0 else { continue }
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR, errno != EAGAIN { throw .system(.read, path: path, errno: errno) }
    }
  }
}
