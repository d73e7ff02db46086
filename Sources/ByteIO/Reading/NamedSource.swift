/// A source and the path that messages name for it.
package struct NamedSource {
  /// Path as the user gave it.
  package let path: String
  private let source: any ByteSource

  /// Names a source.
  package init(_ source: any ByteSource, path: String) {
    self.path = path
    self.source = source
  }

  /// Bytes in memory.
  package init(path: String, bytes: [UInt8]) { self.init(MemorySource(bytes), path: path) }

  /// Reads the next bytes.
  ///
  /// - Returns: How many there were; 0 at the end only.
  /// - Throws: What the source throws.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    try source.read(into: buffer)
  }

  /// The same source with bytes that were read already put back.
  package func puttingBack(_ bytes: [UInt8]) -> NamedSource {
    NamedSource(PeekedSource(source, puttingBack: bytes), path: path)
  }
}
