/// Pseudo-random draws that are the same with every compiler and on every machine.
///
/// The standard library may change how it turns random bits into a number
/// below a bound; the shipped files must never change, so this type has its
/// own generator (SplitMix64) and its own ways to draw.
/// - SeeAlso: Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195
package struct DrawSource: Sendable {
  private var state: UInt64

  /// Starts the stream of this number; streams of a seed are independent.
  ///
  /// One stream per record keeps a record's draws its own: a record that
  /// draws more than before does not change those behind it.
  package init(seed: UInt64, stream: Int) {
    state = seed
    state = next() &+ UInt64(truncatingIfNeeded: stream) &* 0xD134_2543_DE82_EF95
    _ = next()
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number from 0 up to, but not with, a positive bound.
  package mutating func below(_ bound: Int) -> Int {
    // The bias of at most bound / 2⁶⁴ does not matter here.
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number in a range, both ends included.
  package mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// `true` this many times in a hundred.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of the elements, each as likely as the others.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// One of the elements, as likely as its weight says.
  package mutating func pick<Element>(weighted elements: [(Int, Element)]) -> Element {
    var rest = below(elements.reduce(0) { $0 + $1.0 })
    for (weight, element) in elements {
      if rest < weight { return element }
      rest -= weight
    }
    preconditionFailure("the draw is below the sum of the weights")
  }
}
