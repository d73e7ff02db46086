internal import Glibc

/// How the terminal was before a screen was drawn on it.
///
/// Signal handlers look at it, so it is plain memory that is written before they are installed,
/// and what they call is async-signal-safe.
enum SavedTerminal {
  private nonisolated(unsafe) static var settings = termios()
  private nonisolated(unsafe) static var isTaken = false
  private nonisolated(unsafe) static var leaveScreen: UnsafeMutableRawBufferPointer?
  private nonisolated(unsafe) static var wakeRead: Int32 = -1
  private nonisolated(unsafe) static var wakeWrite: Int32 = -1

  /// The pipe through which handlers wake whoever waits for keys.
  static var wake: (read: Int32, write: Int32) { (wakeRead, wakeWrite) }

  /// Notes the terminal's settings.
  static func save() {
    tcgetattr(STDIN_FILENO, &settings)
    if leaveScreen == nil {
      let bytes = Array("\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l".utf8)
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
      memory.copyBytes(from: bytes)
      leaveScreen = memory
    }
  }

  /// Makes every key arrive at once.
  static func makeRaw() {
    var raw = settings
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    raw.c_iflag &= ~tcflag_t(ICRNL | IXON | INLCR | ISTRIP)
    isTaken = true
    setMinimum(&raw)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
  }

  /// Puts the terminal back; nothing happens the second time.
  static func restore() {
    guard isTaken else { return }
    isTaken = false
    if let leaveScreen { _ = write(STDOUT_FILENO, leaveScreen.baseAddress, leaveScreen.count) }
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }

  /// Opens the pipe.
  static func openWake() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    wakeRead = ends[0]
    wakeWrite = ends[1]
  }

  /// Wakes whoever waits for keys.
  static func notify() {
    var byte: UInt8 = 0
    _ = write(wakeWrite, &byte, 1)
  }

  /// A read returns with the first byte.
  private static func setMinimum(_ raw: inout termios) {
    withUnsafeMutableBytes(of: &raw.c_cc) {
      $0[Int(VMIN)] = 1
      $0[Int(VTIME)] = 0
    }
  }
}
