internal import Glibc

/// A terminal that gives keys as they are pressed and shows a screen of its own.
///
/// However the process ends, but for SIGKILL, the terminal is left as it was.
final class RawTerminal {
  /// What the terminal was like; read by the handler of signals.
  nonisolated(unsafe) private static let saved = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  /// 1 while the terminal is ours.
  nonisolated(unsafe) private static let isTaken = {
    let flag = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    flag.initialize(to: 0)
    return flag
  }()
  private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leave: StaticString = "\u{1B}[?25h\u{1B}[?1049l"

  /// Takes the terminal; `nil` when standard input and output are not both one.
  init?() {
    guard isatty(STDIN_FILENO) != 0, Console.outputIsTerminal,
      tcgetattr(STDIN_FILENO, Self.saved) == 0
    else { return nil }
    var raw = Self.saved.pointee
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // Stopping the process would leave the shell with this terminal.
    withUnsafeMutableBytes(of: &raw.c_cc) { $0[Int(VSUSP)] = UInt8(_POSIX_VDISABLE) }
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0 else { return nil }
    Self.isTaken.pointee = 1
    // A handler that does nothing: it interrupts poll(2), so that the screen is drawn anew.
    signal(SIGWINCH) { _ in }
    Console.write(Self.enter, to: STDOUT_FILENO)
  }

  deinit { Self.restore() }

  /// Gives the terminal back; may be called in a handler of signals.
  static func restore() {
    guard isTaken.pointee == 1 else { return }
    isTaken.pointee = 0
    _ = write(STDOUT_FILENO, leave.utf8Start, leave.utf8CodeUnitCount)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, saved)
  }

  /// Rows of the terminal.
  var height: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
    return Int(size.ws_row)
  }

  /// Draws a screen; lines that do not fit are left out.
  func draw(_ lines: [String]) {
    let body = lines.prefix(height).map { "\($0)\u{1B}[K" }.joined(separator: "\r\n")
    Console.write("\u{1B}[H\(body)\u{1B}[J", to: STDOUT_FILENO)
  }

  /// The keys that were pressed since the last call.
  func keys() -> [Key] {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    // A terminal that is gone wants nothing any more.
    guard count > 0 else { return [.character("q")] }
    return Key.keys(of: buffer.prefix(count))
  }

  /// A key.
  enum Key: Equatable {
    case up
    case down
    case escape
    case character(Character)

    /// The keys that bytes of a terminal stand for.
    static func keys(of bytes: ArraySlice<UInt8>) -> [Key] {
      var keys: [Key] = []
      var rest = bytes
      while let byte = rest.popFirst() {
        guard byte == 0x1B else {
          keys.append(.character(Character(UnicodeScalar(byte))))
          continue
        }
        guard let next = rest.first, next == UInt8(ascii: "[") || next == UInt8(ascii: "O") else {
          keys.append(.escape)
          continue
        }
        rest.removeFirst()
        let end = rest.firstIndex { 0x40...0x7E ~= $0 } ?? rest.endIndex
        let final = end < rest.endIndex ? rest[end] : 0
        rest = rest[min(end + 1, rest.endIndex)...]
        if final == UInt8(ascii: "A") { keys.append(.up) }
        if final == UInt8(ascii: "B") { keys.append(.down) }
      }
      return keys
    }
  }
}
