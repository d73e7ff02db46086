internal import Foundation

/// Writes to the person who started the server.
enum Terminal {
  /// Writes a line to standard output.
  static func print(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  /// Writes a line to standard error.
  static func note(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
