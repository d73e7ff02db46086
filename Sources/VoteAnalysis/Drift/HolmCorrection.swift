/// p-values of many tests, so that all verdicts together err with the chance of one.
///
/// Holm's step-down method bounds the chance of any false alarm among all tests,
/// whatever their dependence.
/// - SeeAlso: Holm 1979, https://www.jstor.org/stable/4615733
package enum HolmCorrection {
  /// The corrected p-values, in the order given.
  package static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = [Double](repeating: 1, count: pValues.count)
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
      adjusted[index] = largest
    }
    return adjusted
  }
}
