internal import Glibc

/// Where bytes come from: a file, standard input, or whatever a closure reads.
package struct ByteSource {
  /// Path as the user gave it, for messages.
  package let path: String
  private let body: (UnsafeMutableRawBufferPointer) throws -> Int

  /// Creates a source from a closure.
  ///
  /// - Parameters:
  ///   - path: Path for messages.
  ///   - read: Fills the start of a buffer and returns how many bytes it
  ///     wrote; 0 at the end.
  package init(path: String, read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
    self.path = path
    body = read
  }

  /// Bytes in memory.
  package init(path: String, bytes: [UInt8]) {
    var offset = 0
    self.init(path: path) { buffer in
      let count = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)]))
      }
      offset += count
      return count
    }
  }

  /// Opens a file; `-` is standard input.
  ///
  /// - Throws: ``VoteIOError/unreadable(path:code:)``
  package static func file(_ path: String) throws(VoteIOError) -> ByteSource {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
    let owner = Descriptor(descriptor)
    return ByteSource(path: path) { buffer in
      while true {
        let count = Glibc.read(owner.value, buffer.baseAddress, buffer.count)
        if count >= 0 { return count }
        if errno != EINTR { throw VoteIOError.unreadable(path: path, code: errno) }
      }
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try body(buffer) }

  /// Closes the file when nobody reads it any more.
  private final class Descriptor {
    let value: Int32

    init(_ value: Int32) { self.value = value }

    deinit { if value != STDIN_FILENO { close(value) } }
  }
}
