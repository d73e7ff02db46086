internal import Platform

/// What a thread runs; conforming classes say by which lock their state is shared.
package protocol ThreadBody: AnyObject {
  /// The work; called once, on the thread.
  func run()
}

/// A thread that was started; it has to be joined or let go, once.
package struct RunningThread: Sendable {
  fileprivate let thread: SystemThread

  /// Waits until the thread has ended.
  package func join() { thread.join() }

  /// Lets the thread end by itself, or with the process.
  package func detach() { thread.detach() }
}

extension ThreadBody {
  /// Starts a thread that runs this, and keeps this until the thread has ended.
  package func start() -> RunningThread {
    guard let thread = startIfPossible() else { preconditionFailure("a thread can be made") }
    return thread
  }

  /// Starts a thread that runs this; `nil` where the system grants no more threads.
  package func startIfPossible() -> RunningThread? {
    nonisolated(unsafe) let body: any ThreadBody = self
    return SystemThread { body.run() }.map { RunningThread(thread: $0) }
  }
}
