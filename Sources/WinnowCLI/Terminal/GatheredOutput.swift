internal import Platform

/// Standard output, written in blocks, and the first reason why some of it was not taken.
struct GatheredOutput {
  /// Bytes that are written at once.
  private static let blockByteCount = 1 << 16

  private var bytes: [UInt8] = []
  /// The first failure; what comes behind it is dropped.
  private(set) var failure: SystemError?

  /// Adds text.
  mutating func append(_ text: String) {
    guard failure == nil else { return }
    bytes += text.utf8
    if bytes.count >= Self.blockByteCount { flush() }
  }

  /// Writes what there is.
  mutating func flush() {
    guard failure == nil, !bytes.isEmpty else { return }
    do throws(SystemError) {
      try FileDescriptor.standardOutput.writeAll(bytes)
    } catch {
      failure = error
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
