internal import RealModule

/// The chi-square distribution.
enum ChiSquare {
  /// The probability of a value of at least `x`.
  ///
  /// The upper regularized incomplete gamma function Q(`df` / 2, `x` / 2): a series
  /// below the mean, a continued fraction (Lentz) above it.
  /// - SeeAlso: Abramowitz & Stegun 1964, 6.5.29 and 6.5.31
  static func upperTail(_ x: Double, degreesOfFreedom df: Int) -> Double {
    guard df > 0, x > 0 else { return 1 }
    let (a, z) = (Double(df) / 2, x / 2)
    let scale = Double.exp(a * Double.log(z) - z - Double.logGamma(a))
    return z < a + 1 ? max(0, 1 - scale * series(a, z)) : min(1, scale * fraction(a, z))
  }

  private static func series(_ a: Double, _ z: Double) -> Double {
    var (term, sum, n) = (1 / a, 1 / a, a)
    for _ in 0..<10_000 {
      n += 1
      term *= z / n
      sum += term
      if term < sum * 1e-16 { break }
    }
    return sum
  }

  private static func fraction(_ a: Double, _ z: Double) -> Double {
    let tiny = 1e-300
    var b = z + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var value = d
    for i in 1..<10_000 {
      let step = -Double(i) * (Double(i) - a)
      b += 2
      d = step * d + b
      if abs(d) < tiny { d = tiny }
      c = b + step / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      value *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return value
  }
}
