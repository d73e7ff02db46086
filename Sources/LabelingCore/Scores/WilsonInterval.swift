/// A 95 % confidence interval of a proportion by Wilson's score method.
///
/// Unlike the usual ± 1.96 standard errors it stays within 0…1 and has a width
/// when the proportion is 0 or 1.
/// - SeeAlso: Wilson 1927, doi:10.1080/01621459.1927.10502953
package struct WilsonInterval: Hashable, Sendable, Codable {
  /// Lower bound, 0…1.
  package let lower: Double
  /// Upper bound, 0…1.
  package let upper: Double

  /// The 97.5 % quantile of the standard normal distribution.
  private static let quantile = 1.959_963_984_540_054

  /// The interval of `successes` out of `total`, or `nil` without evidence.
  ///
  /// - Parameters:
  ///   - successes: Weight of the successes, 0…`total`; fractions are allowed.
  ///   - total: Weight of all trials.
  package init?(successes: Double, total: Double) {
    guard total > 0 else { return nil }
    let z2 = Self.quantile * Self.quantile
    let share = successes / total
    let center = (share + z2 / (2 * total)) / (1 + z2 / total)
    let variance = share * (1 - share) / total + z2 / (4 * total * total)
    let halfWidth = Self.quantile / (1 + z2 / total) * max(variance, 0).squareRoot()
    lower = successes <= 0 ? 0 : max(0, center - halfWidth)
    upper = successes >= total ? 1 : min(1, center + halfWidth)
  }

  /// The interval of a whole number of successes, or `nil` without evidence.
  package init?(successes: Int, total: Int) {
    self.init(successes: Double(successes), total: Double(total))
  }
}
