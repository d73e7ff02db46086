internal import Synchronization

/// Shows how many of several sessions are done; safe to call on any thread.
final class SessionProgress: Sendable {
  private let total: Int
  private let isQuiet: Bool
  private let shown = Mutex(0)

  /// Begins with none done.
  init(total: Int, isQuiet: Bool) {
    self.total = total
    self.isQuiet = isQuiet
  }

  /// Tells how many sessions are done.
  func update(done: Int) {
    guard !isQuiet else { return }
    shown.withLock { shown in
      // A plain log gets a line per tenth, a terminal one line that is redrawn.
      guard done > shown else { return }
      let tenth = done * 10 / total > shown * 10 / total
      shown = done
      if Console.errorIsTerminal {
        Console.redraw("simulating: \(done) of \(total) sessions")
      } else if tenth {
        Console.note("simulating: \(done) of \(total) sessions")
      }
    }
  }

  /// Removes the line.
  func finish() {
    if !isQuiet, Console.errorIsTerminal { Console.erase() }
  }
}
