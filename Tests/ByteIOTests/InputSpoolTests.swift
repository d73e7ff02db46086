import ByteIO
import Foundation
import Platform
import TestSupport
import Testing

struct InputSpoolTests {
  private let folder: ScratchFolder
  private let pipe: String

  init() throws {
    folder = try ScratchFolder()
    pipe = folder.file("pipe")
    mkfifo(pipe, 0o600)
  }

  /// Writes to the pipe from another thread, in pieces.
  private func feed(_ bytes: [UInt8], pieceByteCount: Int = 700) {
    let pipe = pipe
    Thread.detachNewThread {
      guard let file = try? FileDescriptor.open(pipe, for: .writing) else { return }
      for start in stride(from: 0, to: bytes.count, by: pieceByteCount) {
        try? file.writeAll(Array(bytes[start..<min(start + pieceByteCount, bytes.count)]))
      }
      file.close()
    }
  }

  private func read(_ source: FileSource, upTo limit: Int = .max) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 333)
    while bytes.count < limit {
      let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      bytes += piece.prefix(count)
    }
    return bytes
  }

  @Test func `a pipe that is kept is read as often as one likes`() throws {
    let bytes = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try InputSpool.keep([pipe])
    feed(bytes)
    #expect(try read(FileSource(path: pipe)) == bytes)
    #expect(try read(FileSource(path: pipe)) == bytes)
  }

  @Test func `a second pass may go on where the first one stopped`() throws {
    let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0) }
    try InputSpool.keep([pipe])
    feed(bytes)
    let first = try read(FileSource(path: pipe), upTo: 5_000)
    #expect(first.elementsEqual(bytes.prefix(first.count)))
    #expect(try read(FileSource(path: pipe)) == bytes)
  }

  @Test func `plain files are not kept, and pipes are not unless somebody asks`() throws {
    let file = try folder.write([1], to: "file")
    #expect(!InputSpool.isReadOnce(file))
    #expect(InputSpool.isReadOnce(pipe))
    try InputSpool.keep([file, pipe])
    #expect(!InputSpool.isReadOnce(pipe))
  }

  @Test func `waiting for a silent pipe ends when reading is abandoned`() throws {
    for isKept in [false, true] {
      if isKept { try InputSpool.keep([pipe]) }
      let writer = try FileDescriptor.open(pipe, for: .readingAndWriting)
      defer { writer.close() }
      let abandonment = Abandonment()
      let source = try FileSource(path: pipe, abandonment: abandonment)
      Thread.detachNewThread { abandonment.abandon() }
      #expect(throws: ByteError.abandoned) { try read(source) }
    }
  }
}
