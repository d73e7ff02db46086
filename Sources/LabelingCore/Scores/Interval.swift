/// A confidence interval: the one shape of every interval that is computed, written and shown.
///
/// In JSON it has the keys `lower` and `upper`; the level is not written.
package struct Interval: Hashable, Sendable, Codable {
  /// Lower bound.
  package let lower: Double
  /// Upper bound, at least `lower`.
  package let upper: Double
  /// How often such an interval holds what it estimates.
  package let level: ConfidenceLevel

  /// Creates an interval from its bounds.
  package init(lower: Double, upper: Double, level: ConfidenceLevel = .standard) {
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  /// The interval of an estimate that is distributed normally.
  ///
  /// - Parameters:
  ///   - mean: The estimate.
  ///   - standardError: Its standard error, at least 0.
  ///   - level: The confidence level.
  package init(mean: Double, standardError: Double, level: ConfidenceLevel = .standard) {
    let margin = level.normalQuantile * standardError
    self.init(lower: mean - margin, upper: mean + margin, level: level)
  }

  /// The interval of a mean whose variance is estimated from the same few values, by Student's *t*.
  ///
  /// - Parameters:
  ///   - mean: The mean.
  ///   - standardError: Its standard error, at least 0.
  ///   - freedom: Degrees of freedom, at least 1.
  ///   - level: The confidence level.
  package init(
    mean: Double,
    standardError: Double,
    freedom: Int,
    level: ConfidenceLevel = .standard
  ) {
    let margin = level.studentQuantile(freedom: freedom) * standardError
    self.init(lower: mean - margin, upper: mean + margin, level: level)
  }

  /// The part of the interval within the values that are possible.
  package func clamped(to bounds: ClosedRange<Double>) -> Interval {
    Interval(
      lower: max(bounds.lowerBound, lower),
      upper: min(bounds.upperBound, upper),
      level: level
    )
  }

  /// Whether zero lies outside, so that the sign of what is estimated is clear.
  package var excludesZero: Bool { lower > 0 || upper < 0 }

  private enum CodingKeys: CodingKey {
    case lower, upper
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      lower: try values.decode(Double.self, forKey: .lower),
      upper: try values.decode(Double.self, forKey: .upper)
    )
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(lower, forKey: .lower)
    try values.encode(upper, forKey: .upper)
  }
}
