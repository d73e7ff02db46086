/// How a command ended and what it wrote.
struct CommandResult {
  /// The exit code; 128 and the signal's number for a process that a signal ended.
  var exitCode: Int32
  /// Bytes of standard output.
  var outputBytes: [UInt8]
  /// Bytes of standard error.
  var errorBytes: [UInt8]

  /// Standard output as text.
  var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error as text.
  var errors: String { String(decoding: errorBytes, as: UTF8.self) }
  /// Standard output line by line.
  var outputLines: [String] { output.split(separator: "\n").map(String.init) }
  /// Standard error line by line.
  var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
}
