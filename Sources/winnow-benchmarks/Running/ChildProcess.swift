internal import Foundation

/// Runs other programs.
enum ChildProcess {
  /// Runs a program to its end; what it prints is dropped unless it fails.
  ///
  /// - Parameters:
  ///   - path: The program.
  ///   - arguments: Its arguments.
  ///   - whileRunning: Called with the process id once it runs.
  /// - Throws: ``BenchmarkError`` with what it wrote to standard error.
  static func run(
    _ path: String,
    _ arguments: [String],
    whileRunning: (pid_t) -> Void = { _ in }
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    whileRunning(process.processIdentifier)
    let message = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let command = ([path] + arguments).joined(separator: " ")
      throw BenchmarkError("\(command)\n\(String(decoding: message, as: UTF8.self))")
    }
  }

  /// What a program prints, without its line end; `nil` when it cannot be run.
  static func output(_ path: String, _ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
