internal import GRDB
internal import LabelingCore
internal import Threads

/// Puts the changes of several threads into one transaction.
///
/// Syncing the disk takes far longer than what most changes do. So the first thread that comes
/// commits for all who have come meanwhile, and each of them returns once the common transaction
/// is on the disk. A change that fails takes none of the others with it.
///
/// All state is under the monitor, which makes it safe to share, though the compiler cannot see it.
final class GroupCommit: @unchecked Sendable {
  /// Most changes of a transaction, so that the first of them does not wait for too many others.
  private static let groupLimit = 256

  private let pool: DatabasePool
  private let file: StoreFile
  private let place: FilePlace
  private let monitor = Monitor()
  private var waiting: [Change] = []
  private var hasLeader = false

  /// Commits to a store whose file is at a place.
  init(_ pool: DatabasePool, of file: StoreFile, at place: FilePlace) {
    self.pool = pool
    self.file = file
    self.place = place
  }

  /// Makes a change and returns when it is on the disk.
  ///
  /// - Parameter body: The change; it is made again, alone, when another of its group fails.
  /// - Returns: What it returned.
  /// - Throws: What it throws, ``StoreError/replaced(path:)``, and what SQLite throws.
  func make<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var value: Value?
    // The thread waits here until the change is done, so nothing escapes.
    try withoutActuallyEscaping(body) { body in
      let change = Change { value = try body($0) }
      try commit(change)
    }
    guard let value else { preconditionFailure("a change that succeeded has a value") }
    return value
  }

  private func commit(_ change: Change) throws {
    let leads = monitor.locked {
      waiting.append(change)
      defer { hasLeader = true }
      return !hasLeader
    }
    if leads || change.waitForTurn() { commitGroup() }
    try change.outcome?.get()
  }

  /// Commits what waits, the thread's own change with it, and hands the lead on.
  private func commitGroup() {
    let group = monitor.locked {
      let group = Array(waiting.prefix(Self.groupLimit))
      waiting.removeFirst(group.count)
      return group
    }
    if apply(group) == .failedInChange, group.count > 1 {
      for change in group { _ = apply([change]) }
    }
    let next = monitor.locked {
      hasLeader = !waiting.isEmpty
      return waiting.first
    }
    next?.lead()
    for change in group { change.finish() }
  }

  private enum Progress {
    case committed
    case failedInChange
    case failed
  }

  /// Makes changes in one transaction; when one fails, none is made, and all have failed.
  private func apply(_ group: [Change]) -> Progress {
    var progress = Progress.failed
    let outcome = Result {
      try place.check()
      try file.named(isWriting: true) {
        try pool.write { database in
          progress = .failedInChange
          for change in group { try change.body?(database) }
          progress = .failed
        }
      }
      try place.check()
      progress = .committed
    }
    for change in group { change.outcome = outcome }
    return progress
  }
}

/// A change and the thread that waits for it.
///
/// The monitor guards the state; body and outcome belong to the leader until ``finish()``, and
/// then to the thread that waits.
private final class Change: @unchecked Sendable {
  private enum State {
    case waiting
    case leading
    case finished
  }

  /// Gone when it is done: it must not outlive the call that waits for it.
  private(set) var body: ((Database) throws -> Void)?
  var outcome: Result<Void, any Error>?
  private let monitor = Monitor()
  private var state = State.waiting

  init(_ body: @escaping (Database) throws -> Void) { self.body = body }

  /// Waits until the change is done, or until its thread has to do it; returns whether it has.
  func waitForTurn() -> Bool {
    monitor.locked {
      while state == .waiting { monitor.wait() }
      return state == .leading
    }
  }

  /// Gives the lead to the thread.
  func lead() { turn(.leading) }

  /// Lets the thread go.
  func finish() {
    body = nil
    turn(.finished)
  }

  private func turn(_ next: State) {
    monitor.locked {
      state = next
      monitor.broadcast()
    }
  }
}
