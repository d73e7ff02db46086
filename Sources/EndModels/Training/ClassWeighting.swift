/// How much documents of each class count.
package enum ClassWeighting: Hashable, Sendable, Codable {
  /// All the same.
  case equal
  /// So that every class counts the same: *n* / (*k* · expected documents of the class).
  case balanced
  /// These weights, in the order of the classes.
  case given([Double])

  /// The weight of each class.
  ///
  /// - Parameter totals: Expected weight of each class.
  /// - Returns: A factor per class.
  /// - Throws: ``EndModelError/invalidHyperparameter(name:rule:)``.
  func weights(totals: [Double]) throws(EndModelError) -> [Double] {
    switch self {
    case .equal: return totals.map { _ in 1 }
    case .balanced:
      let mean = totals.reduce(0, +) / Double(totals.count)
      return totals.map { $0 > 0 ? mean / $0 : 0 }
    case .given(let weights):
      guard weights.count == totals.count, weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
        throw .invalidHyperparameter(
          name: "class weights",
          rule: "has a number that is not negative for each class"
        )
      }
      return weights
    }
  }
}
