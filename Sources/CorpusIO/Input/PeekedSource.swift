/// A source whose first bytes can be looked at before they are read.
final class PeekedSource: ByteSource {
  private let source: any ByteSource
  private var peeked: [UInt8] = []
  private var offset = 0
  /// Number of bytes taken from the source so far.
  private(set) var readByteCount = 0

  init(_ source: any ByteSource) { self.source = source }

  /// The first bytes, as many as asked for unless the source ends before.
  func peek(_ count: Int) throws(CorpusError) -> [UInt8] {
    while peeked.count < count {
      var piece = [UInt8](repeating: 0, count: count - peeked.count)
      var read = 0
      var failure: CorpusError?
      piece.withUnsafeMutableBytes { buffer in
        do throws(CorpusError) { read = try source.read(into: buffer) } catch { failure = error }
      }
      if let failure { throw failure }
      if read == 0 { break }
      peeked += piece.prefix(read)
      readByteCount += read
    }
    return Array(peeked.prefix(count))
  }

  /// Passes over bytes that have been peeked at.
  func drop(_ count: Int) { offset += count }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
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
