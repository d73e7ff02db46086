internal import Platform

/// The time of day as sessions write it down.
package enum SessionClock {
  /// Milliseconds since 1970.
  package static func nowInMilliseconds() -> Int { SystemClock.now / 1_000_000 }
}

extension Duration {
  /// Whole milliseconds.
  var inMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
