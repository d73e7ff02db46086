/// Keeps what is written in memory.
package final class MemorySink: ByteSink {
  /// What has been written so far.
  package private(set) var bytes: [UInt8] = []
  /// Whether ``finish()`` was called.
  package private(set) var isFinished = false

  /// Creates an empty sink.
  package init() {}

  package func write(_ bytes: UnsafeRawBufferPointer) throws(ByteError) {
    self.bytes.append(contentsOf: bytes)
  }

  package func finish() throws(ByteError) { isFinished = true }

  package func discard() { bytes.removeAll() }
}
