internal import Glibc

/// Writes to an open file, such as standard output or a device.
final class DescriptorSink: ByteSink {
  private let descriptor: Int32
  private let path: String
  private var isOpen = true

  init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close() }

  func write(_ bytes: UnsafeRawBufferPointer) throws(CorpusError) {
    try Self.write(bytes, to: descriptor, path: path)
  }

  func finish() throws(CorpusError) { close() }

  func discard() { close() }

  /// Writes all of some bytes, however many calls it takes.
  static func write(
    _ bytes: UnsafeRawBufferPointer,
    to descriptor: Int32,
    path: String
  ) throws(CorpusError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno == EPIPE {
        throw .closedPipe
      } else if errno != EINTR {
        throw .system(.write, path: path, errno: errno)
      }
    }
  }

  private func close() {
    if isOpen, descriptor > STDERR_FILENO { _ = Glibc.close(descriptor) }
    isOpen = false
  }
}
