internal import ByteIO

/// Where a writer's bytes go; what goes wrong there goes wrong with the corpus.
struct CorpusSink {
  private let bytes: any ByteSink

  init(_ bytes: any ByteSink) { self.bytes = bytes }

  /// Writes a buffer and empties it.
  func drain(_ buffer: inout [UInt8]) throws(CorpusError) {
    do throws(ByteError) { try bytes.drain(&buffer) } catch { throw .bytes(error) }
  }

  func finish() throws(CorpusError) {
    do throws(ByteError) { try bytes.finish() } catch { throw .bytes(error) }
  }

  func discard() { bytes.discard() }
}
