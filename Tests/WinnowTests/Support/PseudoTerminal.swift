import Glibc
import Platform
import TestSupport

/// `winnow` on a terminal of its own.
final class PseudoTerminal {
  /// What was waited for did not come.
  struct NotShown: Error, CustomStringConvertible {
    var description: String
  }

  private(set) var screen: TerminalScreen
  private(set) var process: pid_t = 0
  private let main: Int32
  private let line: Int32
  private let settings: [UInt8]

  /// Starts the program.
  init(
    _ arguments: [String],
    in folder: ScratchFolder,
    environment: [String: String] = [:],
    columns: Int = 80,
    rows: Int = 24
  ) throws {
    screen = TerminalScreen(columns: columns, rows: rows)
    var name = [CChar](repeating: 0, count: 256)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var (main, line): (Int32, Int32) = (-1, -1)
    guard openpty(&main, &line, &name, nil, &size) == 0 else {
      throw NotShown(description: "no pseudo-terminal: \(SystemError.last)")
    }
    for end in [main, line] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    self.main = main
    self.line = line
    let path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    settings = Self.settings(of: line)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens is the one that controls it.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, path, O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let startsSession: Int16 = 0x80
    posix_spawnattr_setflags(&attributes, startsSession)
    let variables = CommandLineTool.environment(
      ["TERM": "xterm-256color", "USER": "tester"].merging(environment) { $1 }
    )
    let launcher = "/usr/bin/env"
    var words =
      ([launcher, "--chdir=\(folder.path)", CommandLineTool.winnow] + arguments).map { strdup($0) }
      + [nil]
    var pairs = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + pairs { free(pointer) } }
    guard posix_spawn(&process, launcher, &actions, &attributes, &words, &pairs) == 0 else {
      throw NotShown(description: "winnow cannot be started")
    }
  }

  deinit {
    if process > 0 {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(main)
    close(line)
  }

  /// Whether the terminal's settings are those from before the start.
  var isRestored: Bool {
    Self.settings(of: line) == settings && screen.modes == ["25"]
  }

  /// Types.
  func type(_ keys: String) {
    var bytes = Array(keys.utf8)
    _ = write(main, &bytes, bytes.count)
  }

  /// Gives the window another size.
  func resize(columns: Int, rows: Int) {
    // What is being drawn for the old size belongs there.
    while screen.isDrawing { _ = readSome(milliseconds: 50) }
    screen.resize(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(main, UInt(TIOCSWINSZ), &size)
  }

  /// Reads until the screen fulfils a condition.
  func wait(
    within seconds: Double = 120,
    for condition: (TerminalScreen) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !condition(screen) {
      guard ContinuousClock.now < deadline else {
        throw NotShown(description: "the screen shows:\n\(screen.text)")
      }
      _ = readSome(milliseconds: 50)
    }
  }

  /// Reads until the screen shows some words.
  func wait(for words: String) throws { try wait { $0.text.contains(words) } }

  /// Sends a signal.
  func send(_ signal: Signal) { signal.send(to: process) }

  /// Waits for the end; the exit code, or 128 and the number of the signal that ended it.
  func end(within seconds: Double = 120) throws -> Int32 {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard ContinuousClock.now < deadline else {
        throw NotShown(description: "still running:\n\(screen.text)")
      }
      _ = readSome(milliseconds: 20)
    }
    process = 0
    while readSome(milliseconds: 20) {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private func readSome(milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, milliseconds) > 0, entry.revents & Int16(POLLIN) != 0 else {
      return false
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(main, &buffer, buffer.count)
    guard count > 0 else { return false }
    screen.add(Array(buffer[..<count]))
    return true
  }

  private static func settings(of descriptor: Int32) -> [UInt8] {
    var settings = termios()
    tcgetattr(descriptor, &settings)
    return withUnsafeBytes(of: &settings) { Array($0) }
  }
}
