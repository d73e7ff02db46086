extension Int {
  /// The whole number nearest to a number from outside.
  ///
  /// `Int(_: Double)` ends the process for NaN, for infinities and for what does not fit;
  /// this returns `nil` for them.
  package init?(checking value: Double) { self.init(exactly: value.rounded()) }
}

extension Duration {
  /// A duration from a number of seconds that comes from outside, to the millisecond.
  ///
  /// No initializer, as those of `Duration` make the compiler look for `timespec` in another
  /// module than the one that the files next to this one import it from.
  /// - Parameter seconds: The number.
  /// - Returns: `nil` for NaN, for less than nothing, and for more than 100 years.
  package static func checked(seconds: Double) -> Duration? {
    guard seconds >= 0, seconds <= 3_155_760_000, let count = Int(checking: seconds * 1000) else {
      return nil
    }
    return .milliseconds(count)
  }
}
