internal import RealModule

/// How much a document counts in training, by its class.
///
/// Weights are scaled so that the mean over all documents is 1.
package enum SampleWeighting: String, CaseIterable, Sendable {
  /// In inverse proportion to the number of documents of the class.
  case inverse
  /// In inverse proportion to the effective number, (1 − βⁿ) / (1 − β).
  ///
  /// - SeeAlso: Cui et al. 2019, doi:10.1109/CVPR.2019.00949
  case effective

  /// The weight of each class; 0 for a class without documents.
  ///
  /// - Parameters:
  ///   - counts: Documents of each class.
  ///   - beta: β of the effective number, from 0 to below 1.
  /// - Returns: A weight per class.
  package func weights(_ counts: [Int], beta: Double) -> [Double] {
    let raw = counts.map { count -> Double in
      guard count > 0 else { return 0 }
      switch self {
      case .inverse: return 1 / Double(count)
      case .effective: return (1 - beta) / -Double.expMinusOne(Double(count) * Double.log(beta))
      }
    }
    let sum = zip(raw, counts).reduce(0) { $0 + $1.0 * Double($1.1) }
    return raw.map { sum > 0 ? $0 * Double(counts.reduce(0, +)) / sum : 0 }
  }
}
