internal import Glibc

/// Asks again and again until a condition holds.
///
/// - Parameters:
///   - seconds: When to give up: long enough for a machine that is busy with other work.
///   - condition: What to wait for.
/// - Returns: Whether it came to hold.
package func eventually(
  within seconds: Double = 120,
  _ condition: () throws -> Bool
) rethrows -> Bool {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while try !condition() {
    if ContinuousClock.now > deadline { return false }
    usleep(10_000)
  }
  return true
}
