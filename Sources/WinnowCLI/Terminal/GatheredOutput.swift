internal import Glibc

/// Standard output, written in blocks, and the first reason why some of it was not taken.
struct GatheredOutput {
  /// Bytes that are written at once.
  private static let blockByteCount = 1 << 16

  private var bytes: [UInt8] = []
  /// The system's number of the first failure; what comes behind it is dropped.
  private(set) var failure: Int32?

  /// Adds text.
  mutating func append(_ text: String) {
    guard failure == nil else { return }
    bytes += text.utf8
    if bytes.count >= Self.blockByteCount { flush() }
  }

  /// Writes what there is.
  mutating func flush() {
    guard failure == nil, !bytes.isEmpty else { return }
    failure = Self.write(bytes[...], to: STDOUT_FILENO)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes bytes to a descriptor; returns the number of what went wrong.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
