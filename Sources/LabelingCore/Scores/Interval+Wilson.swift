extension Interval {
  /// The interval of a proportion by Wilson's score method, or `nil` without evidence.
  ///
  /// Unlike the usual ± 1.96 standard errors it stays within 0…1 and has a width
  /// when the proportion is 0 or 1.
  /// - Parameters:
  ///   - successes: Weight of the successes, 0…`total`; fractions are allowed.
  ///   - total: Weight of all trials.
  ///   - level: The confidence level.
  /// - SeeAlso: Wilson 1927, doi:10.1080/01621459.1927.10502953
  package init?(successes: Double, total: Double, level: ConfidenceLevel = .standard) {
    guard total > 0 else { return nil }
    let quantile = level.normalQuantile
    let z2 = quantile * quantile
    let share = successes / total
    let center = (share + z2 / (2 * total)) / (1 + z2 / total)
    let variance = share * (1 - share) / total + z2 / (4 * total * total)
    let halfWidth = quantile / (1 + z2 / total) * max(variance, 0).squareRoot()
    self.init(
      lower: successes <= 0 ? 0 : max(0, center - halfWidth),
      upper: successes >= total ? 1 : min(1, center + halfWidth),
      level: level
    )
  }

  /// The interval of a whole number of successes, or `nil` without evidence.
  package init?(successes: Int, total: Int, level: ConfidenceLevel = .standard) {
    self.init(successes: Double(successes), total: Double(total), level: level)
  }
}
