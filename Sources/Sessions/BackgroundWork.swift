internal import Platform
internal import Synchronization
internal import Threads

/// One piece of work at a time on its own thread.
final class BackgroundWork: Sendable {
  private let state = Mutex(State())

  private struct State {
    var thread: SystemThread?
    var body: WorkBody?
  }

  /// Starts the work, unless earlier work is still going on.
  ///
  /// - Throws: What earlier work threw that was not waited for.
  func start(_ work: @escaping @Sendable () throws -> Void) throws {
    try state.withLock { state in
      if let body = state.body {
        guard body.isDone else { return }
        try Self.join(&state)
      }
      let body = WorkBody(work)
      state.body = body
      state.thread = body.start()
    }
  }

  /// Waits for the work that was started last.
  ///
  /// - Throws: What it threw.
  func wait() throws { try state.withLock { try Self.join(&$0) } }

  private static func join(_ state: inout State) throws {
    guard let thread = state.thread, let body = state.body else { return }
    state.thread = nil
    state.body = nil
    thread.join()
    try body.result.withLock { $0 }?.get()
  }
}

/// What the thread runs.
///
/// The closure is run once, by the thread; the result is behind a mutex.
private final class WorkBody: ThreadBody, Sendable {
  private let work: @Sendable () throws -> Void
  let result = Mutex<Result<Void, any Error>?>(nil)

  init(_ work: @escaping @Sendable () throws -> Void) { self.work = work }

  var isDone: Bool { result.withLock { $0 != nil } }

  func run() {
    let outcome = Result { try work() }
    result.withLock { $0 = outcome }
  }
}
