/// Steps from 0 to 1 without a jump.
enum Ramp {
  /// 0 up to `low`, 1 from `high` on.
  static func up(_ value: Double, _ low: Double, _ high: Double) -> Double {
    min(max((value - low) / (high - low), 0), 1)
  }

  /// 1 up to `low`, 0 from `high` on.
  static func down(_ value: Double, _ low: Double, _ high: Double) -> Double {
    1 - up(value, low, high)
  }
}
