internal import Platform

/// Asks again and again until a condition holds.
///
/// - Parameters:
///   - seconds: When to give up: long enough for a machine that is busy with other work.
///   - interval: How long to wait before asking again.
///   - condition: What to wait for; what it throws ends the waiting.
/// - Returns: Whether the condition came to hold.
package func eventually(
  within seconds: Double = 120,
  every interval: Duration = .milliseconds(10),
  _ condition: () throws -> Bool
) rethrows -> Bool {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while try !condition() {
    if ContinuousClock.now > deadline { return false }
    SystemClock.sleep(for: interval)
  }
  return true
}
