/// Two labelings of the same documents, judged by the same gold labels.
///
/// The documents on which just one of them is right carry all the evidence: McNemar's test, here
/// exact with half the weight of the observed outcome (mid-*p*), and Newcombe's hybrid score
/// interval for the difference of two paired shares.
/// - SeeAlso: Fagerland, Lydersen & Laake 2013, doi:10.1186/1471-2288-13-91;
///   Newcombe 1998, doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C
package struct PairedComparison: Hashable, Sendable, Encodable {
  /// Documents both got right.
  package let bothRight: Int
  /// Documents only the first got right.
  package let onlyFirstRight: Int
  /// Documents only the second got right.
  package let onlySecondRight: Int
  /// Documents neither got right.
  package let bothWrong: Int
  /// Share of documents the first got right.
  package let firstAccuracy: Double
  /// Share of documents the second got right.
  package let secondAccuracy: Double
  /// The second share minus the first.
  package let difference: Double
  /// Confidence interval of the difference, within −1…1.
  package let interval: Interval
  /// Probability of so uneven a split, or a more uneven one, if both were equally good.
  package let midP: Double

  /// Compares two labelings; `nil` without a document.
  package init?(bothRight: Int, onlyFirstRight: Int, onlySecondRight: Int, bothWrong: Int) {
    let total = bothRight + onlyFirstRight + onlySecondRight + bothWrong
    guard total > 0,
      let first = Interval(successes: bothRight + onlyFirstRight, total: total),
      let second = Interval(successes: bothRight + onlySecondRight, total: total)
    else { return nil }
    self.bothRight = bothRight
    self.onlyFirstRight = onlyFirstRight
    self.onlySecondRight = onlySecondRight
    self.bothWrong = bothWrong
    let n = Double(total)
    let p1 = Double(bothRight + onlyFirstRight) / n
    let p2 = Double(bothRight + onlySecondRight) / n
    firstAccuracy = p1
    secondAccuracy = p2
    difference = Double(onlySecondRight - onlyFirstRight) / n
    let correlation = Self.correlation(bothRight, onlyFirstRight, onlySecondRight, bothWrong)
    func distance(_ a: Double, _ b: Double) -> Double {
      max(0, a * a - 2 * correlation * a * b + b * b).squareRoot()
    }
    interval = Interval(
      lower: difference - distance(p2 - second.lower, first.upper - p1),
      upper: difference + distance(second.upper - p2, p1 - first.lower)
    ).clamped(to: -1...1)
    midP = Self.midP(onlyFirstRight, onlySecondRight)
  }

  private enum CodingKeys: CodingKey {
    case bothRight, onlyFirstRight, onlySecondRight, bothWrong
    case firstAccuracy, secondAccuracy, difference, midP
  }

  /// Writes the bounds of the interval beside the difference.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(bothRight, forKey: .bothRight)
    try values.encode(onlyFirstRight, forKey: .onlyFirstRight)
    try values.encode(onlySecondRight, forKey: .onlySecondRight)
    try values.encode(bothWrong, forKey: .bothWrong)
    try values.encode(firstAccuracy, forKey: .firstAccuracy)
    try values.encode(secondAccuracy, forKey: .secondAccuracy)
    try values.encode(difference, forKey: .difference)
    try values.encode(midP, forKey: .midP)
    try interval.encode(to: encoder)
  }

  /// Documents that are compared.
  package var count: Int { bothRight + onlyFirstRight + onlySecondRight + bothWrong }

  /// The correlation of being right, with the continuity correction of Newcombe's method 10.
  private static func correlation(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
    let margins = [a + b, c + d, a + c, b + d].map(Double.init)
    let product = margins.reduce(1, *)
    guard product > 0 else { return 0 }
    let n = Double(a + b + c + d)
    let cross = Double(a) * Double(d) - Double(b) * Double(c)
    let corrected = cross > 0 ? max(cross - n / 2, 0) : cross
    return corrected / product.squareRoot()
  }

  /// The two-sided mid-*p* value of `a` against `b` in a fair binomial.
  private static func midP(_ a: Int, _ b: Int) -> Double {
    let n = a + b
    guard n > 0 else { return 1 }
    let k = min(a, b)
    // Terms relative to the observed one, which underflow harmlessly.
    var term = 1.0
    var below = 0.0
    for j in stride(from: k, to: 0, by: -1) {
      term *= Double(j) / Double(n - j + 1)
      below += term
      if term < 1e-18 * below { break }
    }
    if a == b { return 1 }
    let observed = binomial(n, k)
    return min(1, 2 * (observed * below + observed / 2))
  }

  /// C(n, k) / 2ⁿ.
  private static func binomial(_ n: Int, _ k: Int) -> Double {
    var value = 1.0
    var halvings = n
    for j in 0..<k {
      value *= Double(n - j) / Double(k - j)
      while value > 1, halvings > 0 {
        value /= 2
        halvings -= 1
      }
    }
    while halvings > 0, value > 0 {
      let step = min(halvings, 1000)
      for _ in 0..<step { value /= 2 }
      halvings -= step
    }
    return value
  }
}
