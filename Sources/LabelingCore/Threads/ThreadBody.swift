package import Glibc

/// What a thread runs; conforming classes say by which lock their state is shared.
package protocol ThreadBody: AnyObject {
  /// The work; called once, on the thread.
  func run()
}

extension ThreadBody {
  /// Starts a thread that runs this; it must be joined.
  package func start() -> pthread_t {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(ThreadContext(self)).toOpaque()
    let result = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ThreadContext>.fromOpaque(context).takeRetainedValue().body.run()
        return nil
      },
      context
    )
    precondition(result == 0, "a thread can be made")
    return thread
  }
}

/// Holds the body until its thread has ended.
private final class ThreadContext {
  let body: any ThreadBody

  init(_ body: any ThreadBody) { self.body = body }
}
