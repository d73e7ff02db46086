internal import Platform

/// A mutex with a condition: threads wait until another has changed something.
package final class Monitor: Sendable {
  private let condition = SystemCondition()

  /// Creates a monitor that no thread holds.
  package init() {}

  /// Calls `body` while no other thread is within.
  package func locked<Result: ~Copyable, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return try body()
  }

  /// Lets others within until one of them calls ``broadcast()``; only from within.
  package func wait() { condition.wait() }

  /// Lets others within until one of them calls ``broadcast()`` or a time has passed, up to an hour.
  package func wait(upTo limit: Duration) { condition.wait(upTo: limit) }

  /// Wakes all who wait; they look again.
  package func broadcast() { condition.broadcast() }
}
