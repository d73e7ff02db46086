package import Platform

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
    whileRunning: (ChildProcess) -> Void = { _ in }
  ) throws(PluginError) -> Ending {
    let (process, output) = try start(command, in: folder, errors: nil)
    defer { output.close() }
    whileRunning(process)
    let text = text(of: output)
    return Ending(exitCode: try exitCode(of: process), output: text)
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
    let errors = try SystemCall.check("memfd_create", FileDescriptor.inMemory("errors"))
    defer { errors.close() }
    let (process, output) = try start(command, in: nil, errors: errors)
    var failure: (any Error)?
    do { try forEachChunk(of: output, take) } catch { failure = error }
    output.close()
    if failure != nil { process.send(.kill) }
    let exitCode = try exitCode(of: process)
    if let failure { throw failure }
    try? errors.seek(to: 0)
    return Ending(exitCode: exitCode, output: text(of: errors))
  }

  /// Starts a command; errors go where its output goes, unless they have their own place.
  private static func start(
    _ command: [String],
    in folder: String?,
    errors: FileDescriptor?
  ) throws(PluginError) -> (process: ChildProcess, output: FileDescriptor) {
    let ends = try SystemCall.check("pipe", FileDescriptor.pipe())
    defer { ends.writing.close() }
    var launch = ChildProcess.Launch(command)
    launch.folder = folder
    launch.output = ends.writing
    launch.errors = errors ?? ends.writing
    do throws(SystemError) {
      return (try ChildProcess(launch), ends.reading)
    } catch {
      ends.reading.close()
      throw .system(call: "posix_spawn '\(command[0])'", reason: error.description)
    }
  }

  private static func exitCode(of process: ChildProcess) throws(PluginError) -> Int32 {
    try SystemCall.check("waitpid", process.wait()).exitCode
  }

  /// What can be read up to the end.
  private static func text(of file: FileDescriptor) -> String {
    var bytes: [UInt8] = []
    forEachChunk(of: file) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a descriptor to its end, or until `take` throws.
  private static func forEachChunk<Failure: Error>(
    of file: FileDescriptor,
    _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while let count = try? file.read(into: buffer), count > 0 {
      try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
