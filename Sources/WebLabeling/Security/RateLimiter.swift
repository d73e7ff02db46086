internal import Synchronization

/// Limits how many things each client does at once and per second (a token bucket per client).
package final class RateLimiter: Sendable {
  private struct Bucket {
    var level: Double
    var filledAt: ContinuousClock.Instant
  }

  /// Clients remembered; beyond that those whose buckets are full again are forgotten.
  private static let clientLimit = 10_000

  private let burst: Double
  private let perSecond: Double
  private let buckets = Mutex<[String: Bucket]>([:])

  /// Creates a limiter; a rate of 0 lets everything pass.
  package init(perSecond: Double, burst: Double) {
    self.perSecond = perSecond
    self.burst = max(1, burst)
  }

  /// Takes one thing from a client's allowance.
  ///
  /// - Parameters:
  ///   - client: Who does it.
  ///   - now: The time.
  /// - Returns: `nil` when it may; else the seconds until it may.
  package func refusal(
    of client: String,
    at now: ContinuousClock.Instant = .now
  ) -> Int? {
    guard perSecond > 0 else { return nil }
    return buckets.withLock { known in
      if known.count >= Self.clientLimit, known[client] == nil {
        known = known.filter { self.level(of: $0.value, at: now) < burst }
        if known.count >= Self.clientLimit { known.removeAll() }
      }
      var level = known[client].map { self.level(of: $0, at: now) } ?? burst
      defer { known[client] = Bucket(level: level, filledAt: now) }
      guard level >= 1 else { return max(1, Int(((1 - level) / perSecond).rounded(.up))) }
      level -= 1
      return nil
    }
  }

  private func level(of bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
    let passed = (now - bucket.filledAt) / .seconds(1)
    return min(burst, bucket.level + max(0, passed) * perSecond)
  }
}
