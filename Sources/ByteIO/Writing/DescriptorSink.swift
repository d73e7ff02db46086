internal import Platform

/// Writes to an open file, such as standard output or a device.
final class DescriptorSink: ByteSink {
  private let descriptor: FileDescriptor
  private let path: String
  /// Whether the descriptor is closed at the end; standard output is not.
  private var isOwned: Bool

  init(_ descriptor: FileDescriptor, path: String, isOwned: Bool = false) {
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
    do throws(SystemError) { try descriptor.closeWritten() } catch {
      throw .system(.write, path: path, error)
    }
  }

  func discard() {
    if isOwned { descriptor.close() }
    isOwned = false
  }

  /// Writes all of some bytes, however many calls it takes.
  static func write(
    _ bytes: UnsafeRawBufferPointer,
    to descriptor: FileDescriptor,
    path: String
  ) throws(ByteError) {
    do throws(SystemError) { try descriptor.writeAll(bytes) } catch {
      throw error == .closedPipe ? .closedPipe : .system(.write, path: path, error)
    }
  }
}
