internal import Glibc

/// A mean with its 95 % interval by Student's *t*.
package struct MeanInterval: Hashable, Sendable, Codable {
  /// The mean.
  package let mean: Double
  /// Lower bound; the mean itself for a single value.
  package let lower: Double
  /// Upper bound; the mean itself for a single value.
  package let upper: Double
  /// Number of values.
  package let count: Int

  /// The interval of some values, or `nil` of none.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    count = values.count
    guard values.count > 1 else {
      (lower, upper) = (mean, mean)
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double((values.count - 1) * values.count)).squareRoot()
    let halfWidth = Self.quantile(freedom: values.count - 1) * error
    (lower, upper) = (mean - halfWidth, mean + halfWidth)
  }

  /// The 97.5 % quantile of Student's distribution.
  ///
  /// - SeeAlso: Abramowitz & Stegun 1964, 26.7.5; exact below three degrees of freedom.
  static func quantile(freedom: Int) -> Double {
    let z = 1.959_963_984_540_054
    let n = Double(freedom)
    switch freedom {
    case 1: return 12.706_204_736_174_7
    case 2: return 4.302_652_729_749_46
    default:
      let first = (pow(z, 3) + z) / 4
      let second = (5 * pow(z, 5) + 16 * pow(z, 3) + 3 * z) / 96
      let third = (3 * pow(z, 7) + 19 * pow(z, 5) + 17 * pow(z, 3) - 15 * z) / 384
      let fourth =
        (79 * pow(z, 9) + 776 * pow(z, 7) + 1482 * pow(z, 5) - 1920 * pow(z, 3) - 945 * z) / 92160
      return z + first / n + second / pow(n, 2) + third / pow(n, 3) + fourth / pow(n, 4)
    }
  }
}
