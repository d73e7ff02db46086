internal import RealModule

/// The number of marked documents in a sample drawn without replacement.
enum Hypergeometric {
  /// *P*(*X* ≤ `found`) for a sample of `sample` out of `population` with `marked` marked.
  ///
  /// - Complexity: O(`found`).
  static func cumulative(found: Int, population: Int, marked: Int, sample: Int) -> Double {
    let least = max(0, sample + marked - population)
    guard found >= least else { return 0 }
    guard found < min(sample, marked) else { return 1 }
    var sum = 0.0
    let all = logChoose(population, sample)
    for x in least...found {
      sum += Double.exp(logChoose(marked, x) + logChoose(population - marked, sample - x) - all)
    }
    return min(1, sum)
  }

  private static func logChoose(_ n: Int, _ k: Int) -> Double {
    Double.logGamma(Double(n + 1)) - Double.logGamma(Double(k + 1))
      - Double.logGamma(Double(n - k + 1))
  }
}
