internal import Glibc
internal import LabelingCore

/// The only writer to the person who started the server.
///
/// Names and messages from outside are escaped as ``VisibleText`` says.
enum Terminal {
  /// Writes a line to standard output; tells on standard error when it is not taken.
  static func print(_ line: String) { _ = printData(VisibleText.line(line)) }

  /// Writes text for programs as it is; tells on standard error when it is not taken.
  ///
  /// - Returns: Whether it was taken; a reader that has gone does not count.
  static func printData(_ text: String) -> Bool {
    guard let code = write(Array("\(text)\n".utf8), to: STDOUT_FILENO), code != EPIPE else {
      return true
    }
    note("error: standard output cannot be written: \(String(cString: strerror(code)))")
    return false
  }

  /// Writes a line to standard error.
  static func note(_ line: String) {
    _ = write(Array("\(VisibleText.line(line))\n".utf8), to: STDERR_FILENO)
  }

  /// Writes an error or a warning.
  static func note(_ diagnostic: Diagnostic) {
    for line in diagnostic.description.split(separator: "\n") { note(String(line)) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
