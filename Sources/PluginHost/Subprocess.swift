internal import CLinux
package import Glibc

/// Runs a program to its end and takes what it says.
///
/// Foundation's `Process` takes some 50 ms longer for each program, which is what
/// compiling a small change takes.
package enum Subprocess {
  /// How a process ended.
  package struct Ending {
    /// Its exit code; 128 and more for one that a signal ended.
    package var exitCode: Int32
    /// What it wrote, standard output and errors together.
    package var output: String
  }

  /// Runs a command to its end.
  ///
  /// - Parameters:
  ///   - command: The executable's path and its arguments.
  ///   - folder: The working folder; `nil` keeps this one.
  ///   - whileRunning: Takes the process once it runs.
  /// - Returns: How it ended and what it wrote.
  /// - Throws: ``PluginError/system(call:reason:)`` when the command cannot be started.
  package static func run(
    _ command: [String],
    in folder: String? = nil,
    whileRunning: (pid_t) -> Void = { _ in }
  ) throws(PluginError) -> Ending {
    let started = try start(command, in: folder, errors: nil)
    defer { close(started.output) }
    whileRunning(started.process)
    var output: [UInt8] = []
    forEachChunk(of: started.output) {
      output += $0
      return true
    }
    return Ending(
      exitCode: try exitCode(of: started.process),
      output: String(decoding: output, as: UTF8.self)
    )
  }

  /// Runs a command to its end and hands on what it writes to standard output.
  ///
  /// A command whose reader is gone, because this process was killed, ends by itself.
  /// - Parameters:
  ///   - command: The executable's path and its arguments.
  ///   - take: Takes a piece after the other; when it throws, the command is ended.
  /// - Returns: How it ended, with what it wrote to standard error.
  /// - Throws: ``PluginError/system(call:reason:)`` when the command cannot be started, and what
  ///   `take` throws.
  package static func stream(
    _ command: [String],
    _ take: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Ending {
    let errors = try SystemCall.check("memfd_create") { winnow_memory_file("errors") }
    defer { close(errors) }
    let started = try start(command, in: nil, errors: errors)
    var failure: (any Error)?
    forEachChunk(of: started.output) { chunk in
      do { try chunk.withUnsafeBytes(take) } catch { failure = error }
      return failure == nil
    }
    close(started.output)
    if failure != nil { kill(started.process, SIGKILL) }
    let exitCode = try exitCode(of: started.process)
    if let failure { throw failure }
    lseek(errors, 0, SEEK_SET)
    var text: [UInt8] = []
    forEachChunk(of: errors) {
      text += $0
      return true
    }
    return Ending(exitCode: exitCode, output: String(decoding: text, as: UTF8.self))
  }

  /// Starts a command; errors go where its output goes, unless they have their own place.
  private static func start(
    _ command: [String],
    in folder: String?,
    errors: Int32?
  ) throws(PluginError) -> (process: pid_t, output: Int32) {
    var ends: [Int32] = [-1, -1]
    try SystemCall.check("pipe") { winnow_pipe(&ends) }
    let words = command.map { strdup($0) }
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let failure = winnow_spawn(&process, words + [nil], folder, ends[1], errors ?? ends[1])
    close(ends[1])
    guard failure == 0 else {
      close(ends[0])
      throw .system(
        call: "posix_spawn '\(command[0])'",
        reason: String(cString: strerror(failure))
      )
    }
    return (process, ends[0])
  }

  private static func exitCode(of process: pid_t) throws(PluginError) -> Int32 {
    var status: Int32 = 0
    try SystemCall.check("waitpid") { waitpid(process, &status, 0) }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  /// Reads a descriptor to its end, or until `take` has enough.
  private static func forEachChunk(of file: Int32, _ take: (ArraySlice<UInt8>) -> Bool) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count > 0 {
        guard take(chunk[..<count]) else { return }
      } else if count == 0 || errno != EINTR {
        return
      }
    }
  }
}
