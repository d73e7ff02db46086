internal import RealModule

/// How often an interval holds what it estimates, with the quantiles that belong to it.
///
/// ``standard`` is the one level of every interval that is computed and shown.
package struct ConfidenceLevel: Hashable, Sendable {
  /// The level, 0…1.
  package let coverage: Double
  /// The quantile of the standard normal distribution at (1 + `coverage`) / 2.
  package let normalQuantile: Double
  /// The same quantile of Student's distribution with one and with two degrees of freedom.
  private let studentQuantiles: (one: Double, two: Double)

  /// 95 %.
  package static let standard = ConfidenceLevel(
    coverage: 0.95,
    normalQuantile: 1.959_963_984_540_054,
    studentQuantiles: (12.706_204_736_174_7, 4.302_652_729_749_46)
  )

  /// The level in percent, such as `95 %`.
  package var percent: String { "\(Int((coverage * 100).rounded())) %" }

  /// The quantile of Student's distribution at (1 + `coverage`) / 2.
  ///
  /// - Parameter freedom: Degrees of freedom, at least 1.
  /// - Returns: The quantile, with a relative error below 4e-4.
  /// - SeeAlso: Abramowitz & Stegun 1964, 26.7.5; exact below three degrees of freedom.
  package func studentQuantile(freedom: Int) -> Double {
    switch freedom {
    case 1: return studentQuantiles.one
    case 2: return studentQuantiles.two
    default: break
    }
    let (z, n) = (normalQuantile, Double(freedom))
    let first = (Double.pow(z, 3) + z) / 4
    let second = (5 * Double.pow(z, 5) + 16 * Double.pow(z, 3) + 3 * z) / 96
    let third =
      (3 * Double.pow(z, 7) + 19 * Double.pow(z, 5) + 17 * Double.pow(z, 3) - 15 * z) / 384
    let fourth =
      (79 * Double.pow(z, 9) + 776 * Double.pow(z, 7) + 1482 * Double.pow(z, 5) - 1920
        * Double.pow(z, 3) - 945 * z) / 92160
    return z + first / n + second / Double.pow(n, 2) + third / Double.pow(n, 3) + fourth
      / Double.pow(n, 4)
  }

  package static func == (first: ConfidenceLevel, second: ConfidenceLevel) -> Bool {
    first.coverage == second.coverage
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(coverage) }
}
