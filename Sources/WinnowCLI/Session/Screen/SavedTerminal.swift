internal import Platform

/// How the terminal was before a screen was drawn on it.
///
/// Signal handlers look at it, so it is plain memory that is written before they are installed,
/// and what they call is async-signal-safe.
enum SavedTerminal {
  private nonisolated(unsafe) static var settings = TerminalSettings()
  private nonisolated(unsafe) static var isTaken = false
  private nonisolated(unsafe) static var leaveScreen: UnsafeMutableRawBufferPointer?

  /// The pipe through which handlers wake whoever waits for keys.
  private(set) nonisolated(unsafe) static var wake:
    (reading: FileDescriptor, writing: FileDescriptor)?

  /// Notes the terminal's settings.
  static func save() {
    if let found = TerminalSettings(of: .standardInput) { settings = found }
    if leaveScreen == nil {
      let bytes = Array("\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l".utf8)
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
      memory.copyBytes(from: bytes)
      leaveScreen = memory
    }
  }

  /// Makes every key arrive at once.
  static func makeRaw() {
    let raw = settings.raw
    isTaken = true
    raw.apply(to: .standardInput, afterOutput: true)
  }

  /// Puts the terminal back; nothing happens the second time.
  static func restore() {
    guard isTaken else { return }
    isTaken = false
    if let leaveScreen {
      FileDescriptor.standardOutput.writeOnce(UnsafeRawBufferPointer(leaveScreen))
    }
    settings.apply(to: .standardInput)
  }

  /// Opens the pipe.
  static func openWake() {
    guard let pipe = try? FileDescriptor.pipe() else { return }
    pipe.reading.setNonblocking()
    pipe.writing.setNonblocking()
    wake = pipe
  }

  /// Wakes whoever waits for keys.
  static func notify() {
    withUnsafeBytes(of: 0 as UInt8) { wake?.writing.writeOnce($0) }
  }
}
