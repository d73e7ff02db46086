/// A source whose first bytes can be looked at before they are read.
package final class PeekedSource: ByteSource {
  private let source: any ByteSource
  private var peeked: [UInt8] = []
  private var offset = 0
  /// Number of bytes taken from the source so far.
  package private(set) var readByteCount = 0

  /// Looks ahead in a source, behind bytes that were read from it already.
  package init(_ source: any ByteSource, puttingBack bytes: [UInt8] = []) {
    self.source = source
    peeked = bytes
  }

  /// The first bytes, as many as asked for unless the source ends before.
  package func peek(_ count: Int) throws(ByteError) -> [UInt8] {
    while peeked.count < count {
      var piece = [UInt8](repeating: 0, count: count - peeked.count)
      var read = 0
      var failure: ByteError?
      piece.withUnsafeMutableBytes { buffer in
        do throws(ByteError) { read = try source.read(into: buffer) } catch { failure = error }
      }
      if let failure { throw failure }
      if read == 0 { break }
      peeked += piece.prefix(read)
      readByteCount += read
    }
    return Array(peeked.prefix(count))
  }

  /// Skips bytes that have been peeked at.
  package func drop(_ count: Int) { offset += count }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    let rest = peeked.count - offset
    guard rest > 0 else {
      let count = try source.read(into: buffer)
      readByteCount += count
      return count
    }
    let count = min(rest, buffer.count)
    peeked[offset..<(offset + count)].withUnsafeBytes { buffer.copyMemory(from: $0) }
    offset += count
    return count
  }
}
