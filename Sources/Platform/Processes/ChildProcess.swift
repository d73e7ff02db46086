internal import CLinux
internal import Glibc

/// A program that this process has started and waits for, once.
package struct ChildProcess: Sendable {
  /// How a process ended.
  package enum Ending: Hashable, Sendable {
    case exited(code: Int32)
    case signaled(Signal)

    /// Its exit code, as a shell reports it: 128 and more for one that a signal ended.
    package var exitCode: Int32 {
      switch self {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal.number
      }
    }

    fileprivate init(_ status: Int32) {
      let signal = status & 0x7F
      self = signal == 0 ? .exited(code: status >> 8 & 0xFF) : .signaled(Signal(number: signal))
    }
  }

  /// What the process that is started finds.
  package struct Launch {
    /// The executable's path and its arguments.
    package var command: [String]
    /// The folder it works in; `nil` for that of this process.
    package var folder: String?
    package var output = FileDescriptor.standardOutput
    package var errors = FileDescriptor.standardError
    /// Further descriptors, and the numbers that they have there: none of these numbers is that
    /// of a descriptor that comes later.
    package var others: [(file: FileDescriptor, number: Int32)] = []
    /// Variables that are added to the environment, or replaced in it.
    package var environment: [String: String] = [:]
    /// Whether it leads its own group, with signals as any program finds them.
    package var leadsGroup = false

    /// A program that has no input, and writes where this process does.
    package init(_ command: [String]) { self.command = command }
  }

  /// The system's number.
  package let id: Int32

  /// Starts a program, posix_spawn(3).
  package init(_ launch: Launch) throws(SystemError) {
    var words = launch.command.map { strdup($0) }
    words.append(nil)
    var variables = Self.environment(replacing: launch.environment)
    var others = launch.others.map { WinnowDescriptor(file: $0.file.number, number: $0.number) }
    defer { for pointer in words + variables { free(pointer) } }
    var id: Int32 = 0
    let failure = winnow_spawn(
      &id,
      &words,
      &variables,
      launch.folder,
      launch.output.number,
      launch.errors.number,
      &others,
      others.count,
      launch.leadsGroup ? 1 : 0
    )
    guard failure == 0 else { throw SystemError(code: failure) }
    self.id = id
  }

  /// Whether it has ended; it stays to be waited for.
  package var hasEnded: Bool { winnow_has_ended(id) != 0 }

  /// Sends it a signal.
  package func send(_ signal: Signal) { kill(id, signal.number) }

  /// Kills it with its group, which it leads; it has to be waited for.
  package func killGroup() {
    kill(-id, SIGKILL)
    kill(id, SIGKILL)
  }

  /// Waits until it has ended.
  package func wait() throws(SystemError) -> Ending {
    var status: Int32 = 0
    try SystemError.check { waitpid(id, &status, 0) }
    return Ending(status)
  }

  /// Waits for a time until it has ended; `nil` when it has not.
  package func wait(upTo limit: Duration) -> Ending? {
    let deadline = ContinuousClock.now + limit
    var status: Int32 = 0
    while true {
      let ended = waitpid(id, &status, WNOHANG)
      if ended > 0 { return Ending(status) }
      // ECHILD: it was waited for before, and nobody knows any more how it ended.
      if ended < 0, errno != EINTR { return nil }
      if .now > deadline { return nil }
      usleep(200)
    }
  }

  private static func environment(
    replacing variables: [String: String]
  ) -> [UnsafeMutablePointer<CChar>?] {
    var kept: [UnsafeMutablePointer<CChar>?] = []
    var entry = environ
    while let variable = entry.pointee {
      let name = String(cString: variable).prefix { $0 != "=" }
      if variables[String(name)] == nil { kept.append(strdup(variable)) }
      entry += 1
    }
    for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
      kept.append(strdup("\(name)=\(value)"))
    }
    kept.append(nil)
    return kept
  }
}
