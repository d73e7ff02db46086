/// Finds lines and columns of bytes that come in their order, in one pass.
struct PlaceCounter {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  /// Starts before the first byte.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Line and column, both from 1, of a byte that is not before the one asked for last.
  mutating func place(of wanted: Int) -> (line: Int, column: Int) {
    while offset < min(wanted, bytes.count) {
      if bytes[offset] == 0x0A { (line, lineStart) = (line + 1, offset + 1) }
      offset += 1
    }
    return (line, wanted - lineStart + 1)
  }
}
