internal import ByteIO
internal import CorpusIO
internal import Platform

/// Reads whole lines from a pipe: as many as are there, and not one more.
///
/// Whoever writes the lines may wait for answers before writing more.
final class LineInput {
  /// What a call to ``next(waits:)`` finds.
  enum Piece {
    /// Whole lines, each with its line feed; the last of all may lack it.
    case lines([UInt8])
    /// No whole line is there yet.
    case nothingYet
    /// The writer has closed the pipe.
    case end
  }

  private let file: FileDescriptor
  private let pieceByteCount: Int
  private let limits = CorpusLimits()
  /// What was read and not handed out: the beginning of a line.
  private var rest: [UInt8] = []
  private var isAtEnd = false

  /// Reads from a descriptor.
  ///
  /// - Parameters:
  ///   - file: A pipe or a file; the caller keeps it open.
  ///   - pieceByteCount: About how many bytes are handed out at most.
  init(_ file: FileDescriptor, pieceByteCount: Int = 1 << 20) {
    self.file = file
    self.pieceByteCount = pieceByteCount
  }

  /// The next lines.
  ///
  /// - Parameter waits: Whether to wait for a line when there is none.
  /// - Returns: Lines, or why there are none.
  /// - Throws: `CorpusError` when reading fails.
  func next(waits: Bool) throws -> Piece {
    var waits = waits
    var lineEnd: Int?
    while !isAtEnd, rest.count <= (lineEnd == nil ? limits.recordByteCount : pieceByteCount),
      waits || file.isReadable(within: .zero)
    {
      let start = rest.count
      try fill()
      if let found = rest[start...].lastIndex(of: 0x0A) {
        lineEnd = found + 1
        waits = false
      }
    }
    if lineEnd == nil, !isAtEnd, rest.count > limits.recordByteCount {
      return .lines(try overlongLine())
    }
    let end = lineEnd ?? (isAtEnd ? rest.count : 0)
    guard end > 0 else { return isAtEnd ? .end : .nothingYet }
    let lines = Array(rest[..<end])
    rest.removeSubrange(..<end)
    return .lines(lines)
  }

  /// The beginning of a line that is longer than any may be, enough to be refused;
  /// what follows it is passed over, so that it stays one line.
  private func overlongLine() throws -> [UInt8] {
    let line = rest[...limits.recordByteCount] + [0x0A]
    repeat {
      rest.removeAll(keepingCapacity: true)
      try fill()
    } while !isAtEnd && !rest.contains(0x0A)
    rest.removeSubrange(..<(rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex))
    return Array(line)
  }

  private func fill() throws {
    let room = 1 << 18
    let start = rest.count
    rest.reserveCapacity(start + room)
    var failure: SystemError?
    let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      do throws(SystemError) {
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw ByteError.system(.read, path: "-", failure) }
    if piece.isEmpty { isAtEnd = true }
    rest += piece
  }
}
