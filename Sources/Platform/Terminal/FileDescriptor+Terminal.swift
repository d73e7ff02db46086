internal import Glibc

extension FileDescriptor {
  /// Whether it is a terminal.
  package var isTerminal: Bool { isatty(number) != 0 }

  /// Columns and rows of a terminal; `nil` if it is not one, or does not say.
  package var terminalSize: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(number, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
