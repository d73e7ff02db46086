internal import Foundation
internal import Platform
internal import PluginHost

/// Runs other programs.
enum MeasuredProgram {
  /// Runs a program to its end; what it prints is dropped unless it fails.
  ///
  /// - Parameters:
  ///   - path: The program.
  ///   - arguments: Its arguments.
  ///   - whileRunning: Takes the process once it runs.
  /// - Throws: ``BenchmarkError`` with what it wrote.
  static func run(
    _ path: String,
    _ arguments: [String],
    whileRunning: (ChildProcess) -> Void = { _ in }
  ) throws {
    let ending = try Subprocess.run([path] + arguments, whileRunning: whileRunning)
    guard ending.exitCode == 0 else {
      throw BenchmarkError("\(([path] + arguments).joined(separator: " "))\n\(ending.output)")
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
