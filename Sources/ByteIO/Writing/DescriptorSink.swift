internal import Glibc

/// Writes to an open file, such as standard output or a device.
final class DescriptorSink: ByteSink {
  private let descriptor: Int32
  private let path: String
  /// Whether the descriptor is closed at the end; standard output is not.
  private var isOwned: Bool

  init(_ descriptor: Int32, path: String, isOwned: Bool = false) {
    self.descriptor = descriptor
    self.path = path
    self.isOwned = isOwned
  }

  deinit { discard() }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ByteError) {
    try Self.write(bytes, to: descriptor, path: path)
  }

  func finish() throws(ByteError) {
    guard isOwned else { return }
    isOwned = false
    // Some file systems tell only now that there was no room.
    if close(descriptor) != 0, errno != EINTR { throw .system(.write, path: path, errno: errno) }
  }

  func discard() {
    if isOwned { _ = close(descriptor) }
    isOwned = false
  }

  /// Writes all of some bytes, however many calls it takes.
  static func write(
    _ bytes: UnsafeRawBufferPointer,
    to descriptor: Int32,
    path: String
  ) throws(ByteError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno == EPIPE {
        throw .closedPipe
      } else if errno == EAGAIN {
        // Somebody set standard output not to block.
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
      } else if errno != EINTR {
        throw .system(.write, path: path, errno: errno)
      }
    }
  }
}
