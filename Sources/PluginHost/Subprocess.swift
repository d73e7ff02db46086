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
    var ends: [Int32] = [-1, -1]
    try SystemCall.check("pipe") { winnow_pipe(&ends) }
    defer { close(ends[0]) }
    let words = command.map { strdup($0) }
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let failure = winnow_spawn(&process, words + [nil], folder, ends[1])
    close(ends[1])
    guard failure == 0 else {
      throw .system(
        call: "posix_spawn '\(command[0])'",
        reason: String(cString: strerror(failure))
      )
    }
    whileRunning(process)
    let output = read(ends[0])
    var status: Int32 = 0
    try SystemCall.check("waitpid") { waitpid(process, &status, 0) }
    let signal = status & 0x7F
    return Ending(exitCode: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: output)
  }

  /// Everything that is written to a pipe.
  private static func read(_ pipe: Int32) -> String {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(pipe, &chunk, chunk.count)
      if count > 0 {
        output += chunk[..<count]
      } else if count == 0 || errno != EINTR {
        return String(decoding: output, as: UTF8.self)
      }
    }
  }
}
