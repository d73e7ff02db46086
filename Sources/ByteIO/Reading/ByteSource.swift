/// Where bytes come from.
package protocol ByteSource: AnyObject {
  /// Reads the next bytes.
  ///
  /// - Returns: How many there were; 0 at the end only.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int
}
