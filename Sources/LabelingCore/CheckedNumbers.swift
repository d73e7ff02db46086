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
  /// - Parameter seconds: The number.
  /// - Returns: `nil` for NaN, for less than nothing, and for more than 100 years.
  package init?(checkingSeconds seconds: Double) {
    guard seconds >= 0, seconds <= 3_155_760_000, let count = Int(checking: seconds * 1000) else {
      return nil
    }
    self = .milliseconds(count)
  }
}
