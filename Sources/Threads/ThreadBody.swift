package import Platform

/// What a thread runs; conforming classes say by which lock their state is shared.
package protocol ThreadBody: AnyObject {
  /// The work; called once, on the thread.
  func run()
}

extension ThreadBody {
  /// Starts a thread that runs this, and keeps this until the thread has ended.
  package func start() -> SystemThread {
    guard let thread = startIfPossible() else { preconditionFailure("a thread can be made") }
    return thread
  }

  /// Starts a thread that runs this; `nil` where the system grants no more threads.
  package func startIfPossible() -> SystemThread? {
    nonisolated(unsafe) let body: any ThreadBody = self
    return SystemThread { body.run() }
  }
}
