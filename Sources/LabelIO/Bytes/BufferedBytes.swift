internal import ByteIO

/// Reads a source in pieces of known length and knows how far it is.
struct BufferedBytes {
  private static let chunkSize = 1 << 16

  private let source: NamedSource
  private var buffer: [UInt8] = []
  private var start = 0
  /// Offset of the next byte in the file.
  private(set) var offset = 0

  init(_ source: NamedSource) { self.source = source }

  /// Path as the user gave it.
  var path: String { source.path }

  /// Whether the file begins like a vote file; reads nothing.
  mutating func startsLikeVoteFile() throws -> Bool {
    try fill(VoteFileFormat.magic.count)
    return buffer[start...].starts(with: VoteFileFormat.magic)
  }

  /// Reads the next bytes.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - part: What they are, for errors.
  /// - Returns: Exactly `count` bytes.
  /// - Throws: ``LabelIOError/truncated(path:offset:part:)`` when there are fewer.
  mutating func take(_ count: Int, of part: String) throws -> ArraySlice<UInt8> {
    try fill(count)
    guard buffer.count - start >= count else {
      throw LabelIOError.truncated(path: path, offset: offset + buffer.count - start, part: part)
    }
    defer {
      start += count
      offset += count
    }
    return buffer[start..<(start + count)]
  }

  /// Reads all bytes that are left.
  mutating func takeRest() throws -> ArraySlice<UInt8> {
    try fill(.max)
    defer {
      offset += buffer.count - start
      start = buffer.count
    }
    return buffer[start...]
  }

  /// Whether no bytes are left.
  mutating func isAtEnd() throws -> Bool {
    try fill(1)
    return start == buffer.count
  }

  /// The source with what was looked at put back.
  func rest() -> NamedSource { source.puttingBack(Array(buffer[start...])) }

  /// Reads on until this many bytes are there, or the source ends.
  private mutating func fill(_ count: Int) throws {
    guard buffer.count - start < count else { return }
    buffer.removeFirst(start)
    start = 0
    while buffer.count < count {
      // A damaged length must not reserve memory that the file cannot fill.
      let filled = buffer.count
      buffer.append(contentsOf: repeatElement(0, count: Self.chunkSize))
      let read = try buffer.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      buffer.removeLast(Self.chunkSize - read)
      if read == 0 { return }
    }
  }
}
