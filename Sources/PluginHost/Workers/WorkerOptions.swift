internal import Threads

/// How labeling functions are run.
package struct WorkerOptions: Hashable, Sendable {
  /// How long a plugin may take to be loaded, and an example to run.
  static let loadingLimit = Duration.seconds(60)

  /// Number of worker processes.
  package var workerCount: Int
  /// How long one function may take for one document.
  package var timeLimit: Duration
  /// A function that stops workers this often is not run again.
  package var crashLimit: Int
  /// A function that exceeds the time limit this often is not run again.
  package var timeoutLimit: Int

  /// One worker per core, ten seconds a cell, 1,000 crashes and 10 time-outs a function.
  package init(
    workerCount: Int? = nil,
    timeLimit: Duration = .seconds(10),
    crashLimit: Int = 1000,
    timeoutLimit: Int = 10
  ) {
    self.workerCount = workerCount ?? FixedChunks.processorCount
    self.timeLimit = timeLimit
    self.crashLimit = crashLimit
    self.timeoutLimit = timeoutLimit
  }
}
