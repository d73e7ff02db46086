package import LabelingCore

/// A mean of a few values with its interval by Student's *t*.
package struct MeanEstimate: Hashable, Sendable, Encodable {
  /// The mean.
  package let mean: Double
  /// Its confidence interval; the mean alone for a single value.
  package let interval: Interval
  /// Number of values.
  package let count: Int

  /// The estimate from some values, or `nil` from none.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    count = values.count
    guard values.count > 1 else {
      interval = Interval(lower: mean, upper: mean)
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    interval = Interval(
      mean: mean,
      standardError: (squares / Double((values.count - 1) * values.count)).squareRoot(),
      freedom: values.count - 1
    )
  }

  private enum CodingKeys: CodingKey {
    case mean, count
  }

  /// Writes the bounds of the interval next to the mean.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(mean, forKey: .mean)
    try values.encode(count, forKey: .count)
    try interval.encode(to: encoder)
  }
}
