internal import Glibc

/// Runs work on chunks whose bounds depend on the data only.
///
/// Sums are kept per chunk and added in chunk order, so that results are the
/// same to the last bit for any number of threads.
package enum FixedChunks {
  /// Splits `count` items into at most `limit` runs of at least `minimum` items.
  package static func ranges(of count: Int, atMost limit: Int, minimum: Int) -> [Range<Int>] {
    let chunkCount = max(1, min(limit, count / max(1, minimum)))
    return (0..<chunkCount).map { chunk in
      (count * chunk / chunkCount)..<(count * (chunk + 1) / chunkCount)
    }
  }

  /// Calls `body` once for each chunk, on several threads; returns when all are done.
  ///
  /// Thread *t* takes chunks *t*, *t* + threads, …; the caller's thread is the first.
  package static func run(
    chunkCount: Int,
    threadCount: Int,
    _ body: @escaping @Sendable (_ chunk: Int) -> Void
  ) {
    let workers = max(1, min(threadCount, chunkCount))
    var threads: [pthread_t] = []
    for first in 1..<max(workers, 1) {
      let share = Share(first: first, step: workers, count: chunkCount, body: body)
      let box = Unmanaged.passRetained(share)
      var thread = pthread_t()
      let status = pthread_create(
        &thread,
        nil,
        { argument in
          if let argument { Unmanaged<Share>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        },
        box.toOpaque()
      )
      if status == 0 {
        threads.append(thread)
      } else {
        box.takeRetainedValue().run()
      }
    }
    Share(first: 0, step: workers, count: chunkCount, body: body).run()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// The number of processors that are online.
  package static let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// One thread's chunks.
  private final class Share: Sendable {
    private let first: Int
    private let step: Int
    private let count: Int
    private let body: @Sendable (Int) -> Void

    init(first: Int, step: Int, count: Int, body: @escaping @Sendable (Int) -> Void) {
      self.first = first
      self.step = step
      self.count = count
      self.body = body
    }

    func run() {
      for chunk in stride(from: first, to: count, by: step) { body(chunk) }
    }
  }
}
