internal import Platform

/// Turns columns of decoded text into those of the file it was decoded from.
package struct FileColumns: Sendable {
  /// The file's encoding, as `iconv` knows it.
  package let encoding: String

  /// Places in a file of this encoding.
  package init(encoding: String) { self.encoding = encoding }

  /// Bytes that some UTF-8 takes in the file; `nil` where that is unknown.
  ///
  /// Encodings that switch between states are treated as if the text began in the first one.
  package func byteCount(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let converter = TextConverter(from: "UTF-8", to: Self.withoutMark(encoding)) else {
      return nil
    }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    defer { room.deallocate() }
    var count = 0
    var rest = UnsafeRawBufferPointer(text)
    while !rest.isEmpty {
      var free = room
      let ending = converter.convert(&rest, into: &free)
      guard ending == .done || ending == .full else { return nil }
      count += room.count - free.count
    }
    return count
  }

  /// The encoding that writes no byte order mark before the text.
  private static func withoutMark(_ encoding: String) -> String {
    switch encoding {
    case "utf-16", "utf16", "ucs-2", "ucs2": "utf-16le"
    case "utf-32", "utf32", "ucs-4", "ucs4": "utf-32le"
    default: encoding
    }
  }
}
