/// Tells a file's encoding from its first bytes.
enum TextEncoding {
  /// Number of first bytes to look at; few, as a pipe may give no more for long.
  static let sampleByteCount = 4

  /// The encoding that a byte order mark names, and the length of the mark.
  static func marked(_ bytes: [UInt8]) -> (encoding: String, markByteCount: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return ("utf-32le", 4) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return ("utf-32be", 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
    return nil
  }

  /// UTF-16 or UTF-32 without a mark, recognized by the NULs that go with characters of ASCII.
  ///
  /// Headers, JSON and XML begin with such characters. A lone NUL is not enough, as it may
  /// be in text.
  static func unmarked(_ bytes: [UInt8]) -> String? {
    switch bytes.prefix(4).map({ $0 == 0 }) {
    case [false, true, true, true]: "utf-32le"
    case [true, true, true, false]: "utf-32be"
    case [false, true, false, true]: "utf-16le"
    case [true, false, true, false]: "utf-16be"
    default: nil
    }
  }
}
