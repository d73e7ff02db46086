internal import RealModule

/// How far two distributions are apart, whatever the number of documents.
package enum EffectSize {
  /// Cohen's *h* of two shares: the difference of their arcsines; above 0 when it rose.
  ///
  /// 0.2 is called small, 0.5 medium, 0.8 large.
  package static func cohenH(old: Double, new: Double) -> Double {
    2 * Double.asin(min(1, max(0, new)).squareRoot()) - 2
      * Double.asin(min(1, max(0, old)).squareRoot())
  }

  /// The Jensen–Shannon divergence of two rows of counts in bits, 0…1; 0 for an empty row.
  package static func jensenShannon(old: [Double], new: [Double]) -> Double {
    let (oldTotal, newTotal) = (old.reduce(0, +), new.reduce(0, +))
    guard oldTotal > 0, newTotal > 0 else { return 0 }
    var sum = 0.0
    for (a, b) in zip(old, new) {
      let (p, q) = (a / oldTotal, b / newTotal)
      let middle = (p + q) / 2
      if p > 0 { sum += p * Double.log2(p / middle) / 2 }
      if q > 0 { sum += q * Double.log2(q / middle) / 2 }
    }
    return min(1, max(0, sum))
  }

  /// The population stability index of two rows of counts.
  ///
  /// Half a document is added to each category, so that empty ones count. Below 0.1 is
  /// called stable, above 0.25 a shift.
  package static func populationStability(old: [Double], new: [Double]) -> Double {
    let oldTotal = old.reduce(0, +) + 0.5 * Double(old.count)
    let newTotal = new.reduce(0, +) + 0.5 * Double(new.count)
    return zip(old, new).reduce(0) { sum, pair in
      let (p, q) = ((pair.0 + 0.5) / oldTotal, (pair.1 + 0.5) / newTotal)
      return sum + (q - p) * Double.log(q / p)
    }
  }
}
