internal import Glibc

/// The natural logarithm, so that only one file needs the C library.
enum NaturalLogarithm {
  /// ln `x`; −∞ for 0.
  static func of(_ x: Double) -> Double { log(x) }

  /// *e* to the power `x`.
  static func exponential(_ x: Double) -> Double { exp(x) }
}
