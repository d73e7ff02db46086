/// Where written bytes go.
package protocol ByteSink: AnyObject {
  /// Takes the next bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ByteError)
  /// Ends what is written; nothing may be written after it.
  ///
  /// A file of ``RunFiles`` is then safe on the disk and appears under its name with
  /// ``RunFiles/commit()``.
  func finish() throws(ByteError)
  /// Gives up what was written, where that is possible.
  func discard()
}

extension ByteSink {
  /// Writes a buffer and empties it.
  package func drain(_ buffer: inout [UInt8]) throws(ByteError) {
    var failure: ByteError?
    buffer.withUnsafeBytes { bytes in
      do throws(ByteError) { try write(bytes) } catch { failure = error }
    }
    buffer.removeAll(keepingCapacity: true)
    if let failure { throw failure }
  }

  /// Writes all there is and ends it; gives it up where that fails.
  package func write(whole bytes: [UInt8]) throws(ByteError) {
    var bytes = bytes
    do throws(ByteError) {
      try drain(&bytes)
      try finish()
    } catch {
      discard()
      throw error
    }
  }
}
