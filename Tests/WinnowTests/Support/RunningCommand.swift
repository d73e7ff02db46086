import Platform
import TestSupport

/// A process that was started and has not been waited for.
struct RunningCommand {
  /// It did not end in time and was stopped.
  struct TimedOut: Error {
    var command: String
  }

  private let process: ChildProcess
  private let command: String
  private let outputPath: String
  private let errorPath: String

  /// Starts a program whose output goes to files in `folder`.
  init(
    _ program: String,
    _ arguments: [String],
    in folder: ScratchFolder,
    input: String,
    environment: [String: String]
  ) throws {
    command = ([program] + arguments).joined(separator: " ")
    let logs = try ScratchFolder.shared.subfolder()
    outputPath = "\(logs)/stdout"
    errorPath = "\(logs)/stderr"
    let input = try FileDescriptor.open(input, for: .reading)
    defer { input.close() }
    let output = try FileDescriptor.open(outputPath, for: .writing, .createNew)
    defer { output.close() }
    let errors = try FileDescriptor.open(errorPath, for: .writing, .createNew)
    defer { errors.close() }
    // Of the environment of the tests it sees nothing; env(1) becomes the program.
    let variables = environment.map { "\($0.key)=\($0.value)" }
    var launch = ChildProcess.Launch(
      ["/usr/bin/env", "--ignore-environment"] + variables + [program] + arguments
    )
    launch.folder = folder.path
    launch.output = output
    launch.errors = errors
    launch.others = [(input, 0)]
    process = try ChildProcess(launch)
  }

  /// What it has written to standard output so far.
  func outputSoFar() throws -> String {
    String(decoding: try FileBytes.read(outputPath), as: UTF8.self)
  }

  /// What it has written to standard error so far.
  func errorsSoFar() throws -> String {
    String(decoding: try FileBytes.read(errorPath), as: UTF8.self)
  }

  /// What it has written so far, standard output and errors.
  var written: String {
    let bytes = [outputPath, errorPath].map { (try? FileBytes.read($0)) ?? [] }
    return bytes.map { String(decoding: $0, as: UTF8.self) }.joined()
  }

  /// Waits until a text has been written.
  ///
  /// - Throws: ``TimedOut``.
  func wait(for text: String, within seconds: Double = 120) throws {
    guard eventually(within: seconds, every: .milliseconds(2), { written.contains(text) }) else {
      throw TimedOut(command: "\(command): \(text)")
    }
  }

  /// Sends a signal.
  func send(_ signal: Signal) { process.send(signal) }

  /// Whether it has ended.
  var hasEnded: Bool { process.hasEnded }

  /// Waits for the end.
  func result(within seconds: Double) throws -> CommandResult {
    guard eventually(within: seconds, every: .milliseconds(1), { hasEnded }) else {
      process.send(.kill)
      _ = try process.wait()
      throw TimedOut(command: command)
    }
    return CommandResult(
      exitCode: try process.wait().exitCode,
      outputBytes: try FileBytes.read(outputPath),
      errorBytes: try FileBytes.read(errorPath)
    )
  }
}
