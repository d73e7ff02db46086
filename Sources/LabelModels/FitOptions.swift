internal import Threads

/// How a fit runs; none of it changes the result.
package struct FitOptions: Sendable {
  /// Number of threads.
  package var threadCount: Int
  /// Most numbers in one table of scores; a larger one is refused.
  package var largestTable: Int

  /// Creates options; one thread per processor unless said otherwise.
  package init(threadCount: Int? = nil, largestTable: Int = 40_000_000) {
    self.threadCount = threadCount ?? FixedChunks.processorCount
    self.largestTable = largestTable
  }
}
