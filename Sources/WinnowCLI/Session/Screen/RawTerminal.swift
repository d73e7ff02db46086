internal import ByteIO
internal import Platform

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

  /// Whether a screen can be drawn: both ends are a terminal that can move its cursor.
  static var isPossible: Bool {
    FileDescriptor.standardInput.isTerminal && FileDescriptor.standardOutput.isTerminal
      && !["", "dumb"].contains(Environment.value(of: "TERM") ?? "")
  }

  /// Takes the terminal over.
  static func enter() {
    SavedTerminal.save()
    if SavedTerminal.wake == nil {
      SavedTerminal.openWake()
      for signal in Signal.endings {
        signal.handle { number in
          SavedTerminal.restore()
          if PartialFiles.isCommitting { return }
          PartialFiles.unlinkAll()
          CurrentProcess.exitAtOnce(128 + number)
        }
      }
      for signal in Signal.crashes {
        signal.handle { number in
          SavedTerminal.restore()
          Signal(number: number).restore()
          Signal(number: number).raise()
        }
      }
      for signal in [Signal.windowChange, .resume] {
        signal.handle { _ in SavedTerminal.notify() }
      }
      Signal.atExit { SavedTerminal.restore() }
    }
    resume()
  }

  /// Gives the terminal back.
  static func leave() { SavedTerminal.restore() }

  /// Stops the process as control-Z does elsewhere; returns when it goes on.
  static func suspend() {
    SavedTerminal.restore()
    Signal.stop.raise()
    resume()
  }

  /// Columns and rows.
  static var size: (columns: Int, rows: Int) {
    guard let size = FileDescriptor.standardOutput.terminalSize, size.columns > 0, size.rows > 0
    else { return (80, 24) }
    return size
  }

  /// Waits for keys.
  static func read(within limit: Duration) -> Input {
    let wake = SavedTerminal.wake?.reading
    switch FileDescriptor.wait(toRead: [.standardInput, wake], upTo: limit) {
    case .readable(let ready):
      guard let wake, ready[1] else {
        let bytes = some(of: .standardInput)
        return bytes.isEmpty ? .end : .bytes(bytes)
      }
      _ = some(of: wake)
      // After a stop the shell may have changed the terminal's mode.
      resume()
      return .redraw
    case .timedOut: return .nothing
    case .interrupted: return .redraw
    case .failed: return .end
    }
  }

  /// What there is to read; nothing at the end.
  private static func some(of file: FileDescriptor) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = (try? file.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
    }
  }

  private static func resume() {
    SavedTerminal.makeRaw()
    Console.enterScreen()
  }
}
