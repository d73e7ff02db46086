import Glibc
import TestSupport

/// A process that was started and has not been waited for.
struct RunningCommand {
  /// It did not end in time and was stopped.
  struct TimedOut: Error {
    var command: String
  }

  /// It could not be started.
  struct NotStarted: Error {
    var command: String
    var reason: String
  }

  let process: pid_t
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
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outputPath, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errorPath, flags, 0o600)
    // posix_spawn's own way to change the folder is hidden from Swift; env(1) becomes the program.
    let launcher = "/usr/bin/env"
    var words =
      ([launcher, "--chdir=\(folder.path)", program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var started: pid_t = 0
    let result = posix_spawn(&started, launcher, &actions, nil, &words, &variables)
    guard result == 0 else {
      throw NotStarted(command: command, reason: String(cString: strerror(result)))
    }
    process = started
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
  func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the end.
  func result(within seconds: Double) throws -> CommandResult {
    var status: Int32 = 0
    let hasEnded = eventually(within: seconds, every: .milliseconds(1)) {
      waitpid(process, &status, WNOHANG) != 0
    }
    guard hasEnded else {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
      throw TimedOut(command: command)
    }
    let signal = status & 0x7F
    return CommandResult(
      exitCode: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
      outputBytes: try FileBytes.read(outputPath),
      errorBytes: try FileBytes.read(errorPath)
    )
  }
}
