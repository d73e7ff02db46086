import Foundation
import TestSupport

/// Runs the program that stands beside the tests.
enum CommandLineTool {
  /// The folder of the built executables.
  static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  /// The program.
  static let winnow = "\(folder)/winnow"

  /// What every command sees of the environment.
  static func environment(_ additions: [String: String] = [:]) -> [String: String] {
    let kept = ["PATH", "HOME", "TMPDIR", "LANG"]
    return ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
      .merging(additions) { $1 }
  }

  /// Starts `winnow`.
  static func start(
    _ arguments: [String],
    in folder: ScratchFolder,
    input: String = "/dev/null",
    environment: [String: String] = [:]
  ) throws -> RunningCommand {
    try RunningCommand(
      winnow,
      arguments,
      in: folder,
      input: input,
      environment: self.environment(environment)
    )
  }

  /// Runs `winnow` to its end.
  ///
  /// - Parameters:
  ///   - arguments: The command line without the program's name.
  ///   - folder: The working folder.
  ///   - input: The file that is standard input.
  ///   - environment: Variables beside the usual ones.
  ///   - seconds: After so long it is stopped and the call throws.
  /// - Returns: How it ended.
  /// - Throws: ``RunningCommand/TimedOut``, and what the system says of the start.
  static func run(
    _ arguments: [String],
    in folder: ScratchFolder,
    input: String = "/dev/null",
    environment: [String: String] = [:],
    within seconds: Double = 300
  ) throws -> CommandResult {
    try start(arguments, in: folder, input: input, environment: environment)
      .result(within: seconds)
  }

  /// Runs a shell script, in which `$WINNOW` is the program.
  static func shell(
    _ script: String,
    in folder: ScratchFolder,
    environment: [String: String] = [:],
    within seconds: Double = 120
  ) throws -> CommandResult {
    try RunningCommand(
      "/bin/sh",
      ["-c", script],
      in: folder,
      input: "/dev/null",
      environment: self.environment(environment.merging(["WINNOW": winnow]) { $1 })
    ).result(within: seconds)
  }
}
