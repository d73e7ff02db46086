internal import ByteIO
internal import CTextScan

/// Cuts a source into pieces that end behind a record, as far as can be known
/// from counting quotes.
///
/// A wrong cut costs time and nothing else: ``ChunkedReader`` takes a piece only
/// where the one before it ended with a whole record.
struct ChunkCutter: ~Copyable {
  /// Pieces in which no record ends are not made longer than this.
  static let longestByteCount = 1 << 24
  private static let shortestByteCount = 16

  private let source: any ByteSource
  private let byteCount: Int
  /// The byte around fields that may hold line ends; negative for none.
  private let quote: Int32
  /// What was read and not yet given out.
  private var rest: [UInt8]
  private(set) var isFinished = false

  init(_ source: any ByteSource, rest: [UInt8], byteCount: Int, quote: UInt8?) {
    self.source = source
    self.rest = rest
    self.byteCount = byteCount
    self.quote = quote.map(Int32.init) ?? -1
  }

  /// The next piece, or `nil` at the end.
  mutating func next(_ buffers: ChunkBuffers) -> Chunk? {
    guard !isFinished else { return nil }
    var target = max(byteCount, 2 * rest.count, Self.shortestByteCount)
    var bytes = buffers.take(atLeast: target)
    rest.withUnsafeBytes { bytes.copyMemory(from: $0) }
    var end = rest.count
    rest.removeAll(keepingCapacity: true)
    while true {
      let failure = fill(bytes, &end, target)
      if isFinished {
        if end == 0, failure == nil {
          buffers.give(back: bytes)
          return nil
        }
        return Chunk(
          bytes: bytes,
          byteCount: end,
          endsRecord: failure == nil,
          readByteCount: 0,
          failure: failure
        )
      }
      let cut = lastRecordEnd(bytes, end)
      if cut > 0 || target >= Self.longestByteCount {
        let byteCount = cut > 0 ? cut : end
        rest.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[byteCount..<end]))
        return Chunk(
          bytes: bytes,
          byteCount: byteCount,
          endsRecord: cut > 0,
          readByteCount: 0
        )
      }
      target *= 2
      let longer = buffers.take(atLeast: target)
      longer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
      buffers.give(back: bytes)
      bytes = longer
    }
  }

  /// Reads until the bytes are almost full or the source ends; returns what ended it too early.
  private mutating func fill(
    _ bytes: UnsafeMutableRawBufferPointer,
    _ end: inout Int,
    _ target: Int
  ) -> ByteError? {
    // A decoder needs room for a whole character.
    while end + 8 <= target {
      do throws(ByteError) {
        let room = UnsafeMutableRawBufferPointer(rebasing: bytes[end..<target])
        let count = try source.read(into: room)
        end += count
        isFinished = count == 0
      } catch {
        isFinished = true
        return error
      }
      if isFinished { break }
    }
    return nil
  }

  private func lastRecordEnd(_ bytes: UnsafeMutableRawBufferPointer, _ end: Int) -> Int {
    let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let cut = winnow_last_record_end(base, end, quote)
    // A lone quote turns the count around: then the last line end is a better guess.
    return cut > 0 && cut >= end / 2 ? cut : winnow_last_record_end(base, end, -1)
  }
}
