internal import Platform

/// How labeling functions are run.
package struct WorkerOptions: Hashable, Sendable {
  /// Number of worker processes.
  package var workerCount: Int
  /// How long one function may take for one document.
  package var timeLimit: Duration
  /// A function that stops workers this often is not run again.
  package var crashLimit: Int
  /// A function that exceeds the time limit this often is not run again.
  package var timeoutLimit: Int

  /// One worker per core, and the limits of ``WorkerLimits``.
  package init(
    workerCount: Int? = nil,
    timeLimit: Duration = WorkerLimits.cellTime,
    crashLimit: Int = WorkerLimits.crashCount,
    timeoutLimit: Int = WorkerLimits.timeoutCount
  ) {
    self.workerCount = workerCount ?? Hardware.processorCount
    self.timeLimit = timeLimit
    self.crashLimit = crashLimit
    self.timeoutLimit = timeoutLimit
  }
}
