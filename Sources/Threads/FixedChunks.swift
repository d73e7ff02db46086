internal import Platform
internal import Synchronization

/// Runs work on all processors, in chunks whose bounds depend on the data only.
///
/// What is summed is kept by chunk and added in the order of the chunks, so results are the
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
  /// Thread *t* takes chunks *t*, *t* + threads, …; the caller's thread is the first, and takes
  /// the chunks of threads that the system refuses to start.
  /// - Parameters:
  ///   - chunkCount: Number of chunks.
  ///   - threadCount: Most threads.
  ///   - body: The work on a chunk; chunks may run at the same time, in any order.
  package static func run(
    chunkCount: Int,
    threadCount: Int,
    _ body: @escaping @Sendable (_ chunk: Int) -> Void
  ) {
    let workers = max(1, min(threadCount, chunkCount))
    let shares = (0..<workers).map {
      Share(first: $0, step: workers, count: chunkCount, body: body)
    }
    let threads = shares.dropFirst().map { share in
      let thread = share.startIfPossible()
      if thread == nil { share.run() }
      return thread
    }
    shares[0].run()
    for thread in threads { thread?.join() }
  }

  /// Calls `body` once for each chunk, on several threads, and collects what it makes of them.
  ///
  /// - Parameters:
  ///   - chunkCount: Number of chunks.
  ///   - threadCount: Most threads.
  ///   - body: The work on a chunk; chunks may run at the same time, in any order.
  /// - Returns: The results, in the order of the chunks.
  package static func map<Result: Sendable>(
    chunkCount: Int,
    threadCount: Int,
    _ body: @escaping @Sendable (_ chunk: Int) -> Result
  ) -> [Result] {
    let results = Results<Result>(count: chunkCount)
    run(chunkCount: chunkCount, threadCount: threadCount) { chunk in
      results.put(body(chunk), at: chunk)
    }
    return results.taken()
  }

  /// The number of processors that are online.
  package static var processorCount: Int { Hardware.processorCount }

  /// One thread's chunks.
  private final class Share: ThreadBody, Sendable {
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

  /// Results by chunk, as threads come to them.
  private final class Results<Result: Sendable>: Sendable {
    private let results: Mutex<[Result?]>

    init(count: Int) { results = Mutex([Result?](repeating: nil, count: count)) }

    func put(_ result: Result, at chunk: Int) { results.withLock { $0[chunk] = result } }

    func taken() -> [Result] { results.withLock { $0.compactMap(\.self) } }
  }
}
