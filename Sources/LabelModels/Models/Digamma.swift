internal import RealModule

/// The digamma function, as variational Bayes uses it.
enum Digamma {
  /// e^ψ(*x*) for *x* > 0: recurrence up to 6, then the asymptotic series.
  ///
  /// - SeeAlso: Abramowitz & Stegun 6.3.5 and 6.3.18
  static func exponential(_ x: Double) -> Double {
    var x = x
    var value = 0.0
    while x < 6 {
      value -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    let series = square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square / 240)))
    return Double.exp(value + Double.log(x) - 0.5 / x - series)
  }
}
