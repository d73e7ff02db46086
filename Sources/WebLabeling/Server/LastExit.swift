internal import Glibc
internal import ServiceLifecycle
internal import Threads

/// Ends the process when it does not end by itself soon after it was asked to.
///
/// Whatever clients, workers or work in the background do: what was acknowledged is on the disk,
/// and workers end with the process.
struct LastExit: Service {
  /// Time from being asked to stop to the end.
  let limit: Duration

  /// Waits until the server is asked to stop.
  func run() async throws {
    try? await gracefulShutdown()
    guard !Task.isCancelled else { return }
    // A separate thread needs none of those that others may hold.
    LastExitTimer(limit).start().detach()
  }
}

/// The thread that waits and then ends the process; it shares nothing.
private final class LastExitTimer: ThreadBody {
  private let limit: Duration

  init(_ limit: Duration) { self.limit = limit }

  func run() {
    let end = ContinuousClock.now + limit
    while .now < end {
      let rest = min(.seconds(1), end - .now) / .microseconds(1)
      usleep(useconds_t(max(1, rest)))
    }
    let words = "warning: stopped with requests that were not finished\n"
    _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    _exit(0)
  }
}
