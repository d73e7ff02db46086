/// Bytes in memory, handed out in pieces.
package final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let pieceByteCount: Int
  private var offset = 0

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - bytes: All there is to read.
  ///   - pieceByteCount: Most bytes that one read returns.
  package init(_ bytes: [UInt8], pieceByteCount: Int = .max) {
    precondition(pieceByteCount > 0, "a piece has at least one byte")
    self.bytes = bytes
    self.pieceByteCount = pieceByteCount
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    let count = min(bytes.count - offset, pieceByteCount, buffer.count)
    bytes[offset..<(offset + count)].withUnsafeBytes { buffer.copyMemory(from: $0) }
    offset += count
    return count
  }
}
