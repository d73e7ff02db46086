internal import Glibc

/// Turns columns of decoded text into those of the file it was decoded from.
package struct FileColumns: Sendable {
  /// The file's encoding, as `iconv` knows it.
  package let encoding: String

  /// Places in a file of this encoding.
  package init(encoding: String) { self.encoding = encoding }

  /// Bytes that some UTF-8 takes in the file; `nil` where that cannot be told.
  ///
  /// Encodings that switch between states are told as if the text began in the first one.
  package func byteCount(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let opened = iconv_open(Self.withoutMark(encoding), "UTF-8"),
      Int(bitPattern: opened) != -1
    else { return nil }
    defer { iconv_close(opened) }
    var count = 0
    var room = [CChar](repeating: 0, count: 4096)
    var from = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(text.baseAddress))?
      .assumingMemoryBound(to: CChar.self)
    var fromCount = text.count
    while fromCount > 0 {
      let status = room.withUnsafeMutableBufferPointer { buffer in
        var to = buffer.baseAddress
        var toCount = buffer.count
        let status = iconv(opened, &from, &fromCount, &to, &toCount)
        count += buffer.count - toCount
        return status
      }
      if status == -1, errno != E2BIG { return nil }
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
