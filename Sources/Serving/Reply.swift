internal import Synchronization

/// What a task waits for and a thread gives, unless the task gives up first.
///
/// A continuation alone would keep a task that was cancelled waiting for as long as the thread
/// takes; this lets it go at once, and the thread can see that nobody waits anymore.
package final class Reply<Value: Sendable>: Sendable {
  private enum State {
    case new
    case awaited(CheckedContinuation<Value, any Error>)
    case over
  }

  private let state = Mutex(State.new)

  private init() {}

  /// Waits for a value.
  ///
  /// - Parameter ask: Passes the reply on to whoever gives the value; called once, at once.
  /// - Returns: The value that was given.
  /// - Throws: The error that was given, or `CancellationError` as soon as the task is cancelled.
  package static func wait(_ ask: (Reply<Value>) -> Void) async throws -> Value {
    let reply = Reply()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = reply.state.withLock { state in
          if case .over = state { return true }
          state = .awaited(continuation)
          return false
        }
        if isOver { continuation.resume(throwing: CancellationError()) } else { ask(reply) }
      }
    } onCancel: {
      reply.give(.failure(CancellationError()))
    }
  }

  /// Whether nobody waits for it.
  package var isOver: Bool {
    state.withLock { state in
      if case .over = state { true } else { false }
    }
  }

  /// Gives the value; only the first one counts.
  package func give(_ result: Result<Value, any Error>) {
    let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
      defer { state = .over }
      if case .awaited(let continuation) = state { return continuation }
      return nil
    }
    continuation?.resume(with: result)
  }
}
