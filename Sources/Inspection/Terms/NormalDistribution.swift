internal import RealModule

/// The standard normal distribution.
enum NormalDistribution {
  /// The value that is exceeded with a probability above 0 and below 0.5.
  static func upperQuantile(_ probability: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if Double.erfc(middle / 2.0.squareRoot()) / 2 > probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
