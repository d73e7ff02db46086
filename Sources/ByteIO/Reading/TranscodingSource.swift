internal import LabelingCore
internal import Platform

/// Bytes of another encoding, turned into UTF-8 by `iconv`.
package final class TranscodingSource: ByteSource {
  private let source: any ByteSource
  private let path: String
  private let encoding: String
  private let converter: TextConverter
  private let input: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var sourceEnded = false
  /// Whether CR alone ends a line.
  private let bareCREndsLine: Bool
  private var line = 1
  /// Bytes of the file that were decoded so far, and of those before the line.
  private var decodedByteCount = 0
  private var lineStart = 0
  private var endsWithCR = false

  /// Decodes a source.
  package init(
    _ source: any ByteSource,
    path: String,
    encoding: String,
    bareCREndsLine: Bool
  ) throws(ByteError) {
    self.bareCREndsLine = bareCREndsLine
    self.source = source
    self.path = path
    self.encoding = encoding
    guard let converter = TextConverter(from: encoding, to: "UTF-8") else {
      throw .unknownEncoding(name: encoding, path: path)
    }
    self.converter = converter
    input = .allocate(byteCount: 1 << 17, alignment: 16)
  }

  deinit { input.deallocate() }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    // One character takes at most four bytes of UTF-8; `iconv` writes whole ones.
    precondition(buffer.count >= 8, "the buffer holds a character")
    while true {
      if start == end || !sourceEnded && end - start < 16 { try fill() }
      if start == end { return 0 }
      let produced = try convert(into: buffer)
      if produced > 0 {
        count(UnsafeRawBufferPointer(rebasing: buffer[..<produced]))
        return produced
      }
    }
  }

  private func fill() throws(ByteError) {
    guard !sourceEnded, let base = input.baseAddress else { return }
    base.copyMemory(from: base + start, byteCount: end - start)
    end -= start
    start = 0
    let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: input[end...]))
    sourceEnded = read == 0
    end += read
  }

  private func convert(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    var rest = UnsafeRawBufferPointer(rebasing: input[start..<end])
    var room = buffer
    let ending = converter.convert(&rest, into: &room)
    let produced = buffer.count - room.count
    let consumed = end - start - rest.count
    start += consumed
    decodedByteCount += consumed
    if ending == .done || ending == .full || produced > 0 { return produced }
    if ending == .incomplete, !sourceEnded {
      try fill()
      return 0
    }
    throw .undecodable(
      SourceLocation(path, line: line, column: decodedByteCount - lineStart + 1),
      byte: input[start],
      encoding: encoding
    )
  }

  /// Follows lines through what has been converted.
  private func count(_ bytes: UnsafeRawBufferPointer) {
    var lineEnd = -1
    for index in 0..<bytes.count {
      let byte = bytes[index]
      // The LF of CRLF belongs to the line end that the CR was.
      let goesOn = byte == 0x0A && endsWithCR
      endsWithCR = bareCREndsLine && byte == 0x0D
      guard byte == 0x0A || endsWithCR else { continue }
      if !goesOn { line += 1 }
      lineEnd = index
    }
    guard lineEnd >= 0 else { return }
    let rest = UnsafeRawBufferPointer(rebasing: bytes[(lineEnd + 1)...])
      .withMemoryRebound(to: UInt8.self) { FileColumns(encoding: encoding).byteCount(of: $0) }
    lineStart = decodedByteCount - (rest ?? bytes.count - lineEnd - 1)
  }
}
