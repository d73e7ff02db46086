internal import ByteIO

/// The bytes of a chunk and of those behind it, for a reader who continues alone.
final class ChunkFeed: ByteSource {
  private let pool: ChunkPool
  private let buffers: ChunkBuffers
  private var chunk: Chunk
  private var offset = 0
  /// Bytes of the file that were read for what has been fed.
  private(set) var readByteCount: Int

  init(_ chunk: Chunk, _ pool: ChunkPool, _ buffers: ChunkBuffers) {
    self.chunk = chunk
    self.pool = pool
    self.buffers = buffers
    readByteCount = chunk.readByteCount
  }

  deinit { buffers.give(back: chunk.bytes) }

  /// Whether the next byte would be the first of a chunk.
  var isBetweenChunks: Bool { offset == chunk.byteCount && chunk.failure == nil }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    if offset == chunk.byteCount {
      if let failure = chunk.failure { throw failure }
      guard let next = pool.take() else { return 0 }
      buffers.give(back: chunk.bytes)
      chunk = next
      offset = 0
      readByteCount = chunk.readByteCount
      // A source may fail before its first byte.
      if chunk.byteCount == 0 { return try read(into: buffer) }
    }
    let count = min(chunk.byteCount - offset, buffer.count)
    let piece = chunk.contents[offset..<(offset + count)]
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece))
    offset += count
    return count
  }
}
