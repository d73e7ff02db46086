internal import LabelingCore
internal import Platform

/// The only writer to the person who started the server.
///
/// Names and messages from outside are escaped as ``VisibleText`` says.
enum Terminal {
  /// Writes a line to standard output; reports on standard error when it is not taken.
  static func print(_ line: String) { _ = printData(VisibleText.line(line)) }

  /// Writes text for programs as it is; reports on standard error when it is not taken.
  ///
  /// - Returns: Whether it was taken; a reader that has gone does not count.
  static func printData(_ text: String) -> Bool {
    do throws(SystemError) {
      try FileDescriptor.standardOutput.writeAll(Array("\(text)\n".utf8))
    } catch {
      guard error == .closedPipe else {
        note("error: standard output cannot be written: \(error)")
        return false
      }
    }
    return true
  }

  /// Writes a line to standard error.
  static func note(_ line: String) {
    try? FileDescriptor.standardError.writeAll(Array("\(VisibleText.line(line))\n".utf8))
  }

  /// Writes an error or a warning.
  static func note(_ diagnostic: Diagnostic) {
    for line in diagnostic.description.split(separator: "\n") { note(String(line)) }
  }
}
