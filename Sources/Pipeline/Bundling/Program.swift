internal import Foundation
internal import LabelingCore

/// Runs a program of the system to its end.
enum Program {
  /// Runs a program that the search path finds.
  ///
  /// - Parameters:
  ///   - name: The program.
  ///   - arguments: Its arguments.
  ///   - environment: Its environment.
  /// - Returns: Its exit code and what it printed, errors included.
  /// - Throws: A `Diagnostic` when there is no such program.
  static func run(
    _ name: String,
    _ arguments: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 127 {
      throw Diagnostic("the program '\(name)' was not found", help: "install it")
    }
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
