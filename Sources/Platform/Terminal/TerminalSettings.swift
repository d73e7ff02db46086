internal import Glibc

/// How a terminal handles keys.
///
/// It is plain memory, which a signal handler may use.
package struct TerminalSettings {
  private var settings = termios()

  /// Settings of no terminal.
  package init() {}

  /// The settings of a terminal; `nil` if it is not one.
  package init?(of file: FileDescriptor) {
    guard tcgetattr(file.number, &settings) == 0 else { return nil }
  }

  /// The same with every key arriving at once and none of them echoed or acted on.
  package var raw: TerminalSettings {
    var raw = self
    raw.settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    raw.settings.c_iflag &= ~tcflag_t(ICRNL | IXON | INLCR | ISTRIP)
    // A read returns with the first byte.
    withUnsafeMutableBytes(of: &raw.settings.c_cc) {
      $0[Int(VMIN)] = 1
      $0[Int(VTIME)] = 0
    }
    return raw
  }

  /// The same with control-C interrupting and control-Z doing nothing.
  package var interruptible: TerminalSettings {
    var changed = self
    changed.settings.c_lflag |= tcflag_t(ISIG)
    withUnsafeMutableBytes(of: &changed.settings.c_cc) { $0[Int(VSUSP)] = 0 }
    return changed
  }

  /// Sets a terminal; safe to call from a signal handler.
  ///
  /// - Parameters:
  ///   - file: The terminal.
  ///   - afterOutput: Whether what was written before is shown first.
  package func apply(to file: FileDescriptor, afterOutput: Bool = false) {
    var settings = settings
    tcsetattr(file.number, afterOutput ? TCSADRAIN : TCSANOW, &settings)
  }
}
