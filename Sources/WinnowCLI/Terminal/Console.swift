internal import LabelingCore
internal import Platform
internal import Synchronization

/// The only writer to the terminal: results go to standard output, everything else to standard
/// error.
///
/// Whatever is written for a person passes ``VisibleText``, so no name, text or message from
/// outside reaches a terminal as a command; escape sequences come from here alone. Standard output
/// is gathered, and ``finish()`` says whether all of it was taken.
enum Console {
  /// Standard output was not taken as a whole.
  struct OutputFailure: DiagnosableError {
    /// The reason.
    let reason: SystemError

    /// Whether the reader has gone, which is not a failure.
    var isClosedPipe: Bool { reason == .closedPipe }

    var diagnostics: [Diagnostic] { [diagnostic] }

    /// The error for the user.
    var diagnostic: Diagnostic {
      Diagnostic(
        "standard output cannot be written: \(reason)",
        help: "what was printed is not complete; free some space or name another place"
      )
    }
  }

  /// Whether standard error is a terminal that may be redrawn.
  static let errorIsTerminal = FileDescriptor.standardError.isTerminal
  /// Whether standard output is a terminal.
  static let outputIsTerminal = FileDescriptor.standardOutput.isTerminal

  private static let output = Mutex(GatheredOutput())
  private static let remarksAreSilent = Mutex(false)
  private static let forwarded = Mutex(ForwardedBytes())

  // MARK: - For people

  /// Writes a line of results.
  static func print(_ line: String) { Stream.output.print(line) }

  /// Writes a line of results.
  static func print(_ line: StyledText) { Stream.output.print(line) }

  /// Writes lines of results.
  static func print(_ lines: [StyledText]) { Stream.output.print(lines) }

  /// Leaves remarks out from now on.
  static func silenceRemarks() { remarksAreSilent.withLock { $0 = true } }

  /// Whether remarks are left out.
  static var isQuiet: Bool { remarksAreSilent.withLock { $0 } }

  /// Writes a remark for the person at the terminal, unless remarks are left out.
  static func remark(_ line: String) { if !isQuiet { note(line) } }

  /// Writes a warning that is advice, unless remarks are left out.
  static func remark(_ diagnostic: Diagnostic) { if !isQuiet { print(diagnostic) } }

  /// Writes a line for the person at the terminal.
  static func note(_ line: String) { Stream.errors.print(line) }

  /// Writes a line for the person at the terminal.
  static func note(_ line: StyledText) { Stream.errors.print(line) }

  /// Writes lines for the person at the terminal.
  static func note(_ lines: [StyledText]) { Stream.errors.print(lines) }

  /// Writes an error or a warning.
  static func print(_ diagnostic: Diagnostic) {
    let lines = diagnostic.description.split(separator: "\n", omittingEmptySubsequences: false)
    let severity = "\(diagnostic.severity.rawValue): "
    var first = StyledText(diagnostic.place)
    first.append(severity, diagnostic.severity == .error ? .bad : .warning)
    first.append(lines[0].dropFirst(diagnostic.place.count + severity.count))
    note(first)
    for line in lines.dropFirst() { note(String(line)) }
  }

  /// Writes what functions print; a terminal is shown their control characters.
  static func forward(_ bytes: UnsafeRawBufferPointer) {
    writeError(errorIsTerminal ? forwarded.withLock { $0.shown(bytes) } : Array(bytes))
  }

  /// Replaces the line at the cursor of a terminal on standard error.
  static func redraw(_ line: String) {
    writeError(Array("\r\u{1B}[K\(VisibleText.line(line))".utf8))
  }

  /// Takes the line of ``redraw(_:)`` away.
  static func erase() { writeError(Array("\r\u{1B}[K".utf8)) }

  // MARK: - For programs

  /// Writes text for programs, such as JSON, as it is.
  static func printData(_ text: String) { Stream.output.printData(text) }

  // MARK: - Whole screens

  /// Takes the terminal's screen, without a cursor, and asks it to mark what is pasted.
  static func enterScreen() { send("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?2004h") }

  /// Draws a whole screen, line by line from the home position so that it does not flicker.
  ///
  /// - Parameters:
  ///   - lines: As many lines as fit.
  ///   - showsCursor: Whether the cursor is shown after the last line.
  static func draw(_ lines: [StyledText], showsCursor: Bool = false) {
    let rows = lines.map { "\($0.rendered(hasColor: Style.isWanted))\u{1B}[K" }
    send(
      "\u{1B}[?25l\u{1B}[H\(rows.joined(separator: "\r\n"))\u{1B}[J"
        + (showsCursor ? "\u{1B}[?25h" : "")
    )
  }

  // MARK: - Standard output

  /// Writes what has been gathered.
  ///
  /// - Throws: ``OutputFailure``, also for what was not taken before.
  static func flush() throws(OutputFailure) {
    let failure = output.withLock { output in
      output.flush()
      return output.failure
    }
    if let failure { throw OutputFailure(reason: failure) }
  }

  private static func gather(_ text: String) {
    output.withLock { output in
      output.append(text)
      // Somebody watches a terminal.
      if outputIsTerminal { output.flush() }
    }
  }

  /// Sends a terminal an escape sequence.
  private static func send(_ sequence: String) {
    output.withLock { output in
      output.append(sequence)
      output.flush()
    }
  }

  private static func writeError(_ bytes: [UInt8]) {
    // What was printed before comes before, where both go to one place.
    output.withLock { $0.flush() }
    // Standard error is the last resort: there is nowhere to say that it failed.
    try? FileDescriptor.standardError.writeAll(bytes)
  }

  /// Where a report goes.
  enum Stream {
    case output
    case errors

    /// Width of the terminal in columns; `nil` when the stream goes elsewhere.
    var width: Int? {
      guard isTerminal else { return nil }
      guard let size = descriptor.terminalSize, size.columns > 0 else { return 80 }
      return size.columns
    }

    /// Writes a line.
    func print(_ line: String) { print(StyledText(line)) }

    /// Writes a line.
    func print(_ line: StyledText) {
      printData(Style.isWanted && isTerminal ? line.rendered(hasColor: true) : line.text)
    }

    /// Writes lines.
    func print(_ lines: [StyledText]) { for line in lines { print(line) } }

    /// Writes text for programs, such as JSON, as it is.
    func printData(_ text: String) {
      switch self {
      case .output: Console.gather(text + "\n")
      case .errors: Console.writeError(Array((text + "\n").utf8))
      }
    }

    private var isTerminal: Bool {
      self == .output ? Console.outputIsTerminal : Console.errorIsTerminal
    }

    private var descriptor: FileDescriptor {
      self == .output ? .standardOutput : .standardError
    }
  }
}
