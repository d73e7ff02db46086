internal import LabelingCore

/// Requests on their way to the lanes, first come first served.
///
/// All state is under the monitor: that makes it safe to share, though the compiler
/// cannot tell.
final class OnlineQueue: @unchecked Sendable {
  /// A request and whoever waits for its labels.
  struct Job: Sendable {
    let documents: OnlineDocuments
    let answer: CheckedContinuation<OnlineLabels, any Error>
  }

  private let monitor = Monitor()
  private let capacity: Int
  private var waiting: [Job] = []
  private var isClosed = false

  /// Creates a queue in which so many requests may wait.
  init(capacity: Int) { self.capacity = capacity }

  /// Puts a request at the end; refuses it when the queue is full or closed.
  func put(_ job: Job) {
    let refusal = monitor.locked { () -> OnlineError? in
      if isClosed { return .stopped }
      if waiting.count >= capacity { return .overloaded }
      waiting.append(job)
      monitor.broadcast()
      return nil
    }
    if let refusal { job.answer.resume(throwing: refusal) }
  }

  /// Waits until there is a request; `false` when the queue is closed and empty.
  func waitForJob() -> Bool {
    monitor.locked {
      while waiting.isEmpty, !isClosed { monitor.wait() }
      return !waiting.isEmpty
    }
  }

  /// The next request, if there is one.
  func takeNow() -> Job? {
    monitor.locked { waiting.isEmpty ? nil : waiting.removeFirst() }
  }

  /// Lets lanes finish what waits, and takes no more.
  func close() {
    monitor.locked {
      isClosed = true
      monitor.broadcast()
    }
  }
}
