internal import RealModule

/// Random numbers that are the same in every run.
///
/// - SeeAlso: Steele, Lea & Flood 2014 (SplitMix64), doi:10.1145/2660193.2660195
package struct SeededGenerator: RandomNumberGenerator {
  /// The seed of random choices unless another is asked for.
  package static let defaultSeed: UInt64 = 1

  private var state: UInt64

  /// Begins the sequence of this seed.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to, but not including, 1.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of a range, all equally likely.
  package mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A number of the normal distribution (Box and Muller).
  package mutating func normal(deviation: Double) -> Double {
    let radius = (-2 * Double.log(1 - unit())).squareRoot()
    return deviation * radius * Double.cos(2 * .pi * unit())
  }

  /// Shares that sum to 1, all combinations equally likely.
  package mutating func shares(_ count: Int) -> [Double] {
    let draws = (0..<count).map { _ in -Double.log(1 - unit()) }
    let sum = draws.reduce(0, +)
    return draws.map { $0 / sum }
  }
}
