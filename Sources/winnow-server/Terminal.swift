internal import Glibc
internal import LabelingCore

/// The only writer to the person who started the server.
///
/// Names and messages from outside are escaped as ``VisibleText`` says.
enum Terminal {
  /// Writes a line to standard output; tells on standard error when it is not taken.
  static func print(_ line: String) {
    if let code = write(line, to: STDOUT_FILENO), code != EPIPE {
      note("error: standard output cannot be written: \(String(cString: strerror(code)))")
    }
  }

  /// Writes a line to standard error.
  static func note(_ line: String) { _ = write(line, to: STDERR_FILENO) }

  /// Writes an error or a warning.
  static func note(_ diagnostic: Diagnostic) {
    for line in diagnostic.description.split(separator: "\n") { note(String(line)) }
  }

  /// Writes text for programs as it is; the number of what went wrong, if anything did.
  static func writeData(_ text: String) -> Int32? { write(Array(text.utf8), to: STDOUT_FILENO) }

  private static func write(_ line: String, to descriptor: Int32) -> Int32? {
    write(Array("\(VisibleText.line(line))\n".utf8), to: descriptor)
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
