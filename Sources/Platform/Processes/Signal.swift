internal import Glibc

/// A signal of the system.
package struct Signal: Hashable, Sendable {
  /// The system's number.
  package let number: Int32

  /// The signal of a number.
  package init(number: Int32) { self.number = number }

  package static let abort = Signal(number: SIGABRT)
  package static let arithmetic = Signal(number: SIGFPE)
  package static let bus = Signal(number: SIGBUS)
  package static let closedPipe = Signal(number: SIGPIPE)
  package static let resume = Signal(number: SIGCONT)
  package static let hangUp = Signal(number: SIGHUP)
  package static let illegal = Signal(number: SIGILL)
  package static let interrupt = Signal(number: SIGINT)
  package static let kill = Signal(number: SIGKILL)
  package static let segmentation = Signal(number: SIGSEGV)
  package static let stop = Signal(number: SIGSTOP)
  package static let terminate = Signal(number: SIGTERM)
  package static let trap = Signal(number: SIGTRAP)
  package static let windowChange = Signal(number: SIGWINCH)

  /// Those by which people and systems ask a program to end.
  package static let endings = [interrupt, terminate, hangUp]
  /// Those of a crash.
  package static let crashes = [segmentation, bus, illegal, trap, abort, arithmetic]

  /// Has a signal call a function, which may do only what is safe in a handler.
  package func handle(_ handler: @escaping @convention(c) (_ number: Int32) -> Void) {
    signal(number, handler)
  }

  /// Has the signal do nothing.
  package func ignore() { signal(number, SIG_IGN) }

  /// Has the signal do what it does to any program; safe to call from a handler.
  package func restore() { signal(number, SIG_DFL) }

  /// Sends it to this process; safe to call from a handler.
  package func raise() { Glibc.raise(number) }

  /// Lets all signals through; some may be blocked since the start.
  package static func unblockAll() {
    var all = sigset_t()
    sigfillset(&all)
    sigprocmask(SIG_UNBLOCK, &all, nil)
  }

  /// Calls a function when the process ends by itself.
  package static func atExit(_ body: @escaping @convention(c) () -> Void) { atexit(body) }
}
