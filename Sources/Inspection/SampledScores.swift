package import LabelModels
package import LabelingCore
internal import RealModule

/// Scores on gold labels that were not drawn with equal chances, corrected for that.
///
/// Each document counts by the inverse of its inclusion probability, and the sums are
/// divided by the sum of these weights (Hájek's form of the Horvitz-Thompson estimator).
/// Intervals are Wilson's at the effective number of documents for shares, by
/// the linearised standard error for means.
/// - SeeAlso: Hájek 1971; Korn & Graubard 1998 for the effective number.
package struct SampledScores: Hashable, Sendable, Encodable {
  /// An estimate with its interval.
  package struct Estimate: Hashable, Sendable, Encodable {
    /// The estimate.
    package let value: Double
    /// Its confidence interval.
    package let interval: Interval

    private enum CodingKeys: CodingKey {
      case value
    }

    /// Writes the bounds of the interval next to the value.
    package func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(value, forKey: .value)
      try interval.encode(to: encoder)
    }
  }

  /// Documents with gold.
  package let goldCount: Int
  /// As many documents drawn with equal chances would tell as much.
  package let effectiveCount: Double
  /// Share of right labels among documents that have one.
  package let accuracy: Estimate?
  /// Share of documents with a label.
  package let coverage: Estimate?
  /// Mean −ln of the gold class' probability.
  package let logLoss: Estimate?

  /// Scores rows whose gold label is known.
  ///
  /// - Parameters:
  ///   - rows: The predictions, one row per document.
  ///   - inclusion: How probable it was that each row got its gold label.
  package init(of rows: ScoredRows, inclusion: [Double]) {
    precondition(rows.counts == nil && inclusion.count == rows.gold.count, "one row per document")
    let judged = rows.gold.indices.filter { rows.truth(ofRow: $0) != nil }
    let labeled = judged.filter { rows.isRight(row: $0) != nil }
    let weights = { (chosen: [Int]) in chosen.map { 1 / inclusion[$0] } }
    goldCount = judged.count
    effectiveCount = Self.kish(weights(judged))
    accuracy = Self.share(
      labeled.map { rows.isRight(row: $0) == true ? 1 : 0 },
      weights(labeled)
    )
    coverage = Self.share(judged.map { rows.isRight(row: $0) == nil ? 0 : 1 }, weights(judged))
    let likely = judged.filter { rows.lacksProbabilities?[$0] != true }
    logLoss = rows.probabilities.flatMap { probabilities in
      Self.mean(
        likely.map { row in
          let row = (rows.truth(ofRow: row) ?? [], probabilities[row: row])
          let p = row.0.reduce(0) { $0 + row.1[row.1.startIndex + $1] }
          return -Double.log(min(max(p, 1e-6), 1))
        },
        weights(likely)
      )
    }
  }

  private static func kish(_ weights: [Double]) -> Double {
    let sum = weights.reduce(0, +)
    return sum > 0 ? sum * sum / weights.reduce(0) { $0 + $1 * $1 } : 0
  }

  /// The weighted mean and its variance by linearisation.
  private static func moments(_ values: [Double], _ weights: [Double]) -> (Double, Double)? {
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let squares = zip(values, weights).reduce(0) { sum, pair in
      let residual = pair.1 * (pair.0 - mean)
      return sum + residual * residual
    }
    let n = Double(values.count)
    return (mean, n > 1 ? squares / (total * total) * n / (n - 1) : 0)
  }

  private static func share(_ hits: [Double], _ weights: [Double]) -> Estimate? {
    guard let (value, variance) = moments(hits, weights) else { return nil }
    // Kish's number does not see that hits may go with weights; the variance does.
    let count = min(kish(weights), variance > 0 ? value * (1 - value) / variance : .infinity)
    guard let interval = Interval(successes: value * count, total: count) else { return nil }
    return Estimate(value: value, interval: interval)
  }

  private static func mean(_ values: [Double], _ weights: [Double]) -> Estimate? {
    guard let (value, variance) = moments(values, weights) else { return nil }
    let interval = Interval(mean: value, standardError: variance.squareRoot())
    return Estimate(value: value, interval: interval.clamped(to: 0...(.infinity)))
  }
}
