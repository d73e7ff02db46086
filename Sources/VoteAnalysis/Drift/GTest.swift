internal import RealModule

/// The likelihood-ratio test of whether two rows of counts come from one distribution.
///
/// With Williams' correction, which keeps the test honest where counts are small.
/// - SeeAlso: Williams 1976, doi:10.1093/biomet/63.1.33
package struct GTest: DriftTest, Hashable, Sendable {
  package static let name = "g"
  package static let summary = "the likelihood-ratio test with Williams' correction"

  /// The corrected statistic.
  package let statistic: Double
  /// Categories that occur, less one.
  package let degreesOfFreedom: Int
  /// The chance of a statistic as large if nothing had changed.
  package let pValue: Double

  /// Tests two rows of the same categories, or `nil` when there is nothing to compare.
  ///
  /// - Parameters:
  ///   - old: Counts of the old corpus; fractions are allowed.
  ///   - new: Counts of the new one.
  package init?(old: [Double], new: [Double]) {
    precondition(old.count == new.count, "both rows have the same categories")
    let (oldTotal, newTotal) = (old.reduce(0, +), new.reduce(0, +))
    let total = oldTotal + newTotal
    guard oldTotal > 0, newTotal > 0 else { return nil }
    var sum = 0.0
    var inverse = 0.0
    var used = 0
    for (a, b) in zip(old, new) where a + b > 0 {
      used += 1
      inverse += total / (a + b)
      for (count, row) in [(a, oldTotal), (b, newTotal)] where count > 0 {
        sum += count * Double.log(count * total / (row * (a + b)))
      }
    }
    guard used > 1 else { return nil }
    degreesOfFreedom = used - 1
    let rows = total / oldTotal + total / newTotal - 1
    let correction = 1 + rows * (inverse - 1) / (6 * total * Double(used - 1))
    statistic = max(0, 2 * sum / correction)
    pValue = ChiSquare.upperTail(statistic, degreesOfFreedom: used - 1)
  }

  package static func pValue(old: [Double], new: [Double]) -> Double? {
    GTest(old: old, new: new)?.pValue
  }
}
