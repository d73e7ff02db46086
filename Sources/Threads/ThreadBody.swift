internal import Glibc

/// What a thread runs; conforming classes say by which lock their state is shared.
package protocol ThreadBody: AnyObject {
  /// The work; called once, on the thread.
  func run()
}

/// A thread that was started; it has to be joined or let go, once.
package struct RunningThread: Sendable {
  fileprivate let handle: pthread_t

  /// Waits until the thread has ended.
  package func join() { pthread_join(handle, nil) }

  /// Lets the thread end by itself, or with the process.
  package func detach() { pthread_detach(handle) }
}

extension ThreadBody {
  /// Starts a thread that runs this, and keeps this until the thread has ended.
  package func start() -> RunningThread {
    guard let thread = startIfPossible() else { preconditionFailure("a thread can be made") }
    return thread
  }

  /// Starts a thread that runs this; `nil` where the system grants no more threads.
  package func startIfPossible() -> RunningThread? {
    var handle = pthread_t()
    let context = Unmanaged.passRetained(ThreadContext(self))
    let result = pthread_create(
      &handle,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ThreadContext>.fromOpaque(context).takeRetainedValue().body.run()
        return nil
      },
      context.toOpaque()
    )
    guard result == 0 else {
      context.release()
      return nil
    }
    return RunningThread(handle: handle)
  }
}

/// Holds the body until its thread has ended.
private final class ThreadContext {
  let body: any ThreadBody

  init(_ body: any ThreadBody) { self.body = body }
}
