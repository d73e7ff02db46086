internal import CorpusIO
internal import LabelingCore
internal import PluginHost
internal import Threads

/// Requests on their way to the lanes, first come first served.
///
/// All state is under the monitor: that makes it safe to share, though the compiler
/// cannot see it.
final class OnlineQueue: @unchecked Sendable {
  /// A request and whoever waits for its labels.
  struct Job: Sendable {
    let documents: LabelingBatch<BatchOrigin>
    let reply: Reply<OnlineLabels>
  }

  private let monitor = Monitor()
  private let capacity: Int
  private var waiting: [Job] = []
  private var isClosed = false
  private var laneCount = 0

  /// Creates a queue in which this many requests may wait.
  init(capacity: Int) { self.capacity = capacity }

  /// Puts a request at the end; refuses it when the queue is full or closed.
  func put(_ job: Job) {
    let refusal = monitor.locked { () -> OnlineError? in
      if isClosed { return .stopped }
      if waiting.count >= capacity {
        waiting.removeAll(where: \.reply.isOver)
        if waiting.count >= capacity { return .overloaded }
      }
      waiting.append(job)
      monitor.broadcast()
      return nil
    }
    if let refusal { job.reply.give(.failure(refusal)) }
  }

  /// Waits until there is a request; `false` when the queue is closed and empty.
  func waitForJob() -> Bool {
    monitor.locked {
      while waiting.isEmpty, !isClosed { monitor.wait() }
      return !waiting.isEmpty
    }
  }

  /// The next request that somebody still waits for, if there is one.
  func takeNow() -> Job? {
    monitor.locked {
      waiting.removeFirst(waiting.prefix(while: \.reply.isOver).count)
      return waiting.isEmpty ? nil : waiting.removeFirst()
    }
  }

  /// Lets lanes finish what waits, and takes no more.
  func close() {
    monitor.locked {
      isClosed = true
      monitor.broadcast()
    }
  }

  /// Notes that a lane serves the queue.
  func laneStarts() { monitor.locked { laneCount += 1 } }

  /// Notes that a lane has ended.
  func laneEnds() {
    monitor.locked {
      laneCount -= 1
      monitor.broadcast()
    }
  }

  /// Waits until the lanes have ended, but not for longer than a time.
  ///
  /// - Returns: Whether all lanes have ended.
  func waitForLanes(within limit: Duration) -> Bool {
    let deadline = ContinuousClock.now + limit
    return monitor.locked {
      while laneCount > 0, .now < deadline { monitor.wait(upTo: deadline - .now) }
      return laneCount == 0
    }
  }
}
