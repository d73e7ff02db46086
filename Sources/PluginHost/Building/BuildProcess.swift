internal import Foundation

/// Runs a compiler and takes what it says.
enum BuildProcess {
  /// How a process ended.
  struct Ending {
    /// Its exit code; 128 and more for one that a signal ended.
    var exitCode: Int32
    /// What it wrote, standard output and errors together.
    var output: String
  }

  /// Runs a command to its end.
  ///
  /// - Parameters:
  ///   - command: The executable's path and its arguments.
  ///   - folder: The working folder; `nil` keeps this one.
  /// - Returns: How it ended and what it wrote.
  /// - Throws: What `Process` throws when the command cannot be started.
  static func run(_ command: [String], in folder: String? = nil) throws -> Ending {
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Ending(
      exitCode: isSignal ? 128 + process.terminationStatus : process.terminationStatus,
      output: String(decoding: output, as: UTF8.self)
    )
  }
}
