internal import ByteIO
internal import Glibc

/// The terminal while a screen is drawn on it: every key arrives at once, nothing is echoed.
///
/// Whatever ends the process, but SIGKILL, puts the terminal back as it was: the end of the
/// command, exit(), SIGINT, SIGTERM, SIGHUP, and the signals of a crash. There is one at a time.
enum RawTerminal {
  /// What there was to read.
  enum Input {
    case bytes([UInt8])
    /// The window has another size, or the process was stopped and goes on.
    case redraw
    /// Nothing in the time given.
    case nothing
    /// The terminal is gone.
    case end
  }

  private static let crashes = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE]

  /// Whether a screen can be drawn: both ends are a terminal that can move its cursor.
  static var isPossible: Bool {
    let kind = getenv("TERM").map { String(cString: $0) } ?? ""
    return isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0 && kind != "dumb"
      && !kind.isEmpty
  }

  /// Takes the terminal over.
  static func enter() {
    SavedTerminal.save()
    if SavedTerminal.wake.read < 0 {
      SavedTerminal.openWake()
      for number in [SIGINT, SIGTERM, SIGHUP] {
        signal(number) { number in
          SavedTerminal.restore()
          if PartialFiles.isCommitting { return }
          PartialFiles.unlinkAll()
          _exit(128 + number)
        }
      }
      for number in crashes {
        signal(number) { number in
          SavedTerminal.restore()
          signal(number, SIG_DFL)
          raise(number)
        }
      }
      for number in [SIGWINCH, SIGCONT] { signal(number) { _ in SavedTerminal.notify() } }
      atexit { SavedTerminal.restore() }
    }
    resume()
  }

  /// Gives the terminal back.
  static func leave() { SavedTerminal.restore() }

  /// Stops the process as control-Z does elsewhere; returns when it goes on.
  static func suspend() {
    SavedTerminal.restore()
    raise(SIGSTOP)
    resume()
  }

  /// Columns and rows.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Waits for keys.
  static func read(milliseconds: Int32) -> Input {
    var entries = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: SavedTerminal.wake.read, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&entries, 2, milliseconds)
    if ready < 0 { return errno == EINTR ? .redraw : .end }
    var buffer = [UInt8](repeating: 0, count: 4096)
    if entries[1].revents != 0 {
      _ = Glibc.read(SavedTerminal.wake.read, &buffer, buffer.count)
      // After a stop the shell may have changed the terminal's mode.
      resume()
      return .redraw
    }
    guard ready > 0 else { return .nothing }
    let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0, errno == EINTR { return .redraw }
    return count > 0 ? .bytes(Array(buffer[..<count])) : .end
  }

  private static func resume() {
    SavedTerminal.makeRaw()
    Console.enterScreen()
  }
}
