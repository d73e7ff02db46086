internal import Platform
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
    while .now < end { SystemClock.sleep(for: min(.seconds(1), end - .now)) }
    var words = "warning: stopped with requests that were not finished\n"
    words.withUTF8 { FileDescriptor.standardError.writeOnce(UnsafeRawBufferPointer($0)) }
    CurrentProcess.exitAtOnce(0)
  }
}
