import Foundation
import Glibc
import TestSupport

/// A command on a terminal of its own that is read as a stream; see `PseudoTerminal` for screens.
final class KeyedTerminal {
  /// Something did not happen in time, or there is no terminal to be had.
  struct Failure: Error {
    var reason: String
  }

  private let master: Int32
  private let slave: Int32
  private var process: pid_t = 0
  private let before: termios
  /// All that was shown.
  private(set) var shown = ""

  /// Starts `winnow` on a terminal.
  init(
    _ arguments: [String],
    in folder: ScratchFolder,
    environment: [String: String],
    columns: UInt16 = 100,
    rows: UInt16 = 30
  ) throws {
    // Glibc's own functions for this are hidden from Swift; they are these two calls, TIOCSPTLCK
    // and TIOCGPTN of ioctl_tty(2).
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &isLocked) == 0,
      ioctl(master, 0x8004_5430, &number) == 0
    else { throw Failure(reason: "no pseudo terminal") }
    let path = "/dev/pts/\(number)"
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var settings = termios()
    tcgetattr(slave, &settings)
    before = settings
    resize(columns: columns, rows: rows)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, path, O_RDWR, 0)
    }
    let launcher = "/usr/bin/env"
    var words =
      ([
        launcher, "--chdir=\(folder.path)", "setsid", "--ctty", "--wait", CommandLineTool.winnow,
      ] + arguments).map { strdup($0) } + [nil]
    let all = CommandLineTool.environment(environment.merging(["TERM": "xterm"]) { $1 })
    var variables = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    guard posix_spawn(&process, launcher, &actions, nil, &words, &variables) == 0 else {
      throw Failure(reason: "the command cannot be started")
    }
  }

  deinit {
    if process > 0 { kill(process, SIGKILL) }
    close(slave)
    close(master)
  }

  /// Whether the terminal is as it was before the command.
  var isRestored: Bool {
    var settings = termios()
    tcgetattr(slave, &settings)
    return settings.c_lflag == before.c_lflag && settings.c_iflag == before.c_iflag
  }

  /// Changes the size of the window.
  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Presses keys.
  func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Waits until a text is shown, and forgets what was shown up to it.
  @discardableResult
  func wait(for text: String, within seconds: Double = 120) throws -> String {
    var end: String.Index?
    let isShown = eventually(within: seconds) {
      take()
      end = shown.range(of: text)?.upperBound
      return end != nil
    }
    guard isShown, let end else {
      throw Failure(reason: "'\(text)' was not shown, but: \(shown.suffix(2000))")
    }
    let seen = String(shown[..<end])
    shown.removeSubrange(..<end)
    return seen
  }

  /// Waits for the end of the command.
  ///
  /// - Returns: Its exit code; 128 and more for one that a signal ended.
  func end(within seconds: Double = 60) throws -> Int32 {
    var status: Int32 = 0
    let hasEnded = eventually(within: seconds) {
      take()
      return waitpid(process, &status, WNOHANG) != 0
    }
    guard hasEnded else { throw Failure(reason: "the command does not end") }
    process = 0
    take()
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  private func take() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { return }
      shown += String(decoding: buffer[..<count], as: UTF8.self)
    }
  }
}
