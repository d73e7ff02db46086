internal import Glibc

/// Writes whole files.
enum FileWriter {
  /// Writes a file and the folders above it; what was there stays until all is written.
  ///
  /// - Returns: What went wrong, or `nil`.
  static func write(_ contents: [UInt8], to path: String) -> String? {
    for (index, character) in zip(path.indices, path).dropFirst() where character == "/" {
      if mkdir(String(path[..<index]), 0o777) != 0, errno != EEXIST { return failure }
    }
    let temporary = "\(path).part"
    guard let file = fopen(temporary, "wb") else { return failure }
    let written = fwrite(contents, 1, contents.count, file)
    guard fclose(file) == 0, written == contents.count else { return failure }
    return rename(temporary, path) == 0 ? nil : failure
  }

  private static var failure: String { String(cString: strerror(errno)) }
}
