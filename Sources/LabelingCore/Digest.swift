internal import CXXHash

/// A 128-bit XXH3 of some bytes, as 32 hexadecimal digits.
///
/// It tells versions of files and functions apart; it is no protection
/// against someone who wants a collision.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// 32 lower-case hexadecimal digits, high half first.
  package let description: String

  /// The digest of these bytes.
  package init(of bytes: some ContiguousBytesView) {
    description = bytes.withBytes { Self.hexadecimal(winnow_hash128($0.baseAddress, $0.count)) }
  }

  private init(description: String) { self.description = description }

  /// A digest that was written down; `nil` for what is none.
  package init?(hexadecimal: String) {
    guard hexadecimal.utf8.count == 32 else { return nil }
    self.init(description: hexadecimal)
  }

  private static func hexadecimal(_ hash: WinnowHash128) -> String {
    String(unsafeUninitializedCapacity: 32) {
      $0.withMemoryRebound(to: CChar.self) { winnow_hash_write(hash, $0.baseAddress) }
      return 32
    }
  }

  /// A digest of bytes that arrive in pieces.
  package struct Stream: ~Copyable {
    private let state: UnsafeMutableRawPointer

    /// Starts with no bytes.
    package init() {
      guard let state = winnow_hash_create() else { preconditionFailure("out of memory") }
      self.state = state
    }

    deinit { winnow_hash_destroy(state) }

    /// Adds the next bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
      winnow_hash_update(state, bytes.baseAddress, bytes.count)
    }

    /// The digest of all bytes so far.
    package var digest: Digest {
      Digest(description: Digest.hexadecimal(winnow_hash_digest(state)))
    }
  }
}

/// Something whose bytes can be looked at where they are.
package protocol ContiguousBytesView {
  /// Calls `body` with the bytes.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
}

extension Array: ContiguousBytesView where Element == UInt8 {
  package func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try withUnsafeBytes(body)
  }
}

extension String: ContiguousBytesView {
  package func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try Array(utf8).withUnsafeBytes(body)
  }
}
