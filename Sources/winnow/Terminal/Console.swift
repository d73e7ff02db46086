internal import Glibc
internal import LabelingCore

/// Writes to the terminal: results to standard output, everything else to standard error.
enum Console {
  /// Whether standard error is a terminal that may be redrawn.
  static let errorIsTerminal = isatty(STDERR_FILENO) != 0
  /// Whether standard output is a terminal.
  static let outputIsTerminal = isatty(STDOUT_FILENO) != 0

  /// Writes a line of results; ends the process quietly when nobody reads on.
  static func print(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// Writes a remark for the person at the terminal.
  static func note(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Writes an error or a warning.
  static func print(_ diagnostic: Diagnostic) {
    let style = Stream.errors.style
    let text = diagnostic.description
    let word = "\(diagnostic.severity.rawValue): "
    guard let range = text.firstRange(of: word) else { return note(text) }
    let colour: Style.Colour = diagnostic.severity == .error ? .red : .yellow
    note(text[..<range.lowerBound] + style.paint(word, colour) + text[range.upperBound...])
  }

  /// Writes text as it is.
  static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  /// Writes bytes as they are; a closed pipe ends the process quietly.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EPIPE { exit(EXIT_SUCCESS) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Where a report goes.
  enum Stream {
    case output
    case errors

    /// Width of the terminal in columns; `nil` when the stream goes elsewhere.
    var width: Int? {
      guard isTerminal else { return nil }
      var size = winsize()
      guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
      return Int(size.ws_col)
    }

    /// The style for the stream.
    var style: Style { Style(isOn: Style.isWanted && isTerminal) }

    /// Writes a line.
    func print(_ line: String) { Console.write(line + "\n", to: descriptor) }

    private var isTerminal: Bool {
      self == .output ? Console.outputIsTerminal : Console.errorIsTerminal
    }

    private var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }
  }
}
