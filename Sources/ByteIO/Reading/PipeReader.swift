internal import Platform

/// Reads from a pipe or a device, and stops waiting when nobody wants the bytes any more.
final class PipeReader: Sendable {
  private let descriptor: FileDescriptor
  private let path: String
  private let isOwned: Bool

  /// How often it is looked whether reading was abandoned.
  private static let patience = Duration.milliseconds(50)

  init(_ descriptor: FileDescriptor, path: String, isOwned: Bool) {
    self.descriptor = descriptor
    self.path = path
    self.isOwned = isOwned
  }

  deinit { if isOwned { descriptor.close() } }

  /// Reads the next bytes; 0 at the end only.
  ///
  /// - Throws: ``ByteError/abandoned`` and what the system says.
  func read(
    into buffer: UnsafeMutableRawBufferPointer,
    _ abandonment: Abandonment
  ) throws(ByteError) -> Int {
    while true {
      // A named pipe that nobody has opened for writing yet is not at its end.
      let isReady = descriptor.isReadable(within: Self.patience)
      if abandonment.isAbandoned { throw .abandoned }
      guard isReady else { continue }
      do throws(SystemError) { return try descriptor.read(into: buffer) } catch {
        guard error == .wouldBlock else { throw .system(.read, path: path, error) }
      }
    }
  }
}
