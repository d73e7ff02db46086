internal import Glibc

/// What a thread runs; not generic, so that a C function can take it.
class ThreadBody {
  func run() {}

  static func start(_ body: ThreadBody) -> pthread_t {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(body).toOpaque()
    let result = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
        return nil
      },
      context
    )
    precondition(result == 0, "a thread can be made")
    return thread
  }
}
