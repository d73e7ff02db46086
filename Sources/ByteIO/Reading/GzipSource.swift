internal import CZlib

/// The decompressed bytes of a gzip stream of one or more members.
package final class GzipSource: ByteSource {
  private let source: any ByteSource
  private let path: String
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  /// Whether a member has started and not ended.
  private var isWithinMember = true
  private var sourceEnded = false

  /// Decompresses what a source gives; `path` is for messages.
  package init(_ source: any ByteSource, path: String) {
    self.source = source
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 1 << 18, alignment: 16)
    // 15 bits of window; 16 asks for a gzip header.
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib is the one this was compiled with, and there is memory")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(min(buffer.count, 1 << 30))
    let capacity = Int(stream.pointee.avail_out)
    while Int(stream.pointee.avail_out) == capacity {
      if stream.pointee.avail_in == 0, !sourceEnded {
        let count = try source.read(into: input)
        sourceEnded = count == 0
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
      }
      if stream.pointee.avail_in == 0 {
        if isWithinMember { throw .damagedGzip(path: path, .truncated) }
        return 0
      }
      if !isWithinMember { try beginMember() }
      if sourceEnded, !isWithinMember { return 0 }
      try inflateMore()
    }
    return capacity - Int(stream.pointee.avail_out)
  }

  /// Starts the next member; zeros that pad the last one are skipped.
  private func beginMember() throws(ByteError) {
    while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
    }
    guard stream.pointee.avail_in > 0 else { return }
    inflateReset(stream)
    isWithinMember = true
  }

  private func inflateMore() throws(ByteError) {
    guard isWithinMember else { return }
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: return
    case Z_STREAM_END: isWithinMember = false
    default: throw .damagedGzip(path: path, .corrupt)
    }
  }
}
