internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Cancels requests that are not answered in time.
///
/// All of them have the same time, so those that came first are due first. One timer looks at them
/// now and then: a timer a request would cost more than many a request does.
package final class RequestClock: Sendable {
  private struct Entry {
    let number: Int
    let due: ContinuousClock.Instant
  }

  private struct State {
    var next = 0
    /// In the order of their time; those that were answered go when they are the first.
    var entries: [Entry] = []
    var cancellations: [Int: @Sendable () -> Void] = [:]

    mutating func removeAnswered() {
      let count = entries.prefix { cancellations[$0.number] == nil }.count
      if count > 64 || count == entries.count { entries.removeFirst(count) }
    }
  }

  private let limit: Duration
  private let state = Mutex(State())

  /// Creates a clock that gives each request so much time.
  init(limit: Duration) { self.limit = limit }

  /// Starts to look, four times a limit and at most every second.
  func start(on eventLoop: any EventLoop) -> RepeatedTask {
    let period = TimeAmount(min(.seconds(1), max(.milliseconds(10), limit / 4)))
    return eventLoop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in
      self.cancelWhatIsDue(at: .now)
    }
  }

  /// Does something that is cancelled when it takes too long.
  ///
  /// - Parameter body: What to do; has to end soon once it is cancelled.
  /// - Returns: What it returned.
  /// - Throws: What it throws, such as `CancellationError`.
  func limited<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await body() }
    let number = state.withLock { state in
      state.next += 1
      state.entries.append(Entry(number: state.next, due: .now + limit))
      state.cancellations[state.next] = { task.cancel() }
      return state.next
    }
    defer {
      state.withLock { state in
        state.cancellations[number] = nil
        state.removeAnswered()
      }
    }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Cancels the requests whose time is over.
  func cancelWhatIsDue(at now: ContinuousClock.Instant) {
    let due = state.withLock { state in
      let count = state.entries.prefix { $0.due <= now }.count
      let due = state.entries.prefix(count).compactMap { state.cancellations[$0.number] }
      state.entries.removeFirst(count)
      return due
    }
    for cancel in due { cancel() }
  }
}
