/// Where written bytes go.
package protocol ByteSink: AnyObject {
  /// Takes the next bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(CorpusError)
  /// Makes what was written permanent; nothing may be written after it.
  func finish() throws(CorpusError)
  /// Gives up what was written, where that is possible.
  func discard()
}

extension ByteSink {
  /// Writes a buffer and empties it.
  package func drain(_ buffer: inout [UInt8]) throws(CorpusError) {
    var failure: CorpusError?
    buffer.withUnsafeBytes { bytes in
      do throws(CorpusError) { try write(bytes) } catch { failure = error }
    }
    buffer.removeAll(keepingCapacity: true)
    if let failure { throw failure }
  }
}
