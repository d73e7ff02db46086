/// Pearson's chi-square test of whether two rows of counts come from one distribution.
///
/// It asks for an expected count of five or so in each category; ``GTest`` does not.
/// - SeeAlso: Pearson 1900, doi:10.1080/14786440009463897
enum PearsonTest: DriftTest {
  static let name = "chi-square"
  static let summary = "Pearson's chi-square test"

  static func pValue(old: [Double], new: [Double]) -> Double? {
    precondition(old.count == new.count, "both rows have the same categories")
    let (oldTotal, newTotal) = (old.reduce(0, +), new.reduce(0, +))
    let total = oldTotal + newTotal
    guard oldTotal > 0, newTotal > 0 else { return nil }
    var statistic = 0.0
    var used = 0
    for (a, b) in zip(old, new) where a + b > 0 {
      used += 1
      for (count, row) in [(a, oldTotal), (b, newTotal)] {
        let expected = row * (a + b) / total
        statistic += (count - expected) * (count - expected) / expected
      }
    }
    guard used > 1 else { return nil }
    return ChiSquare.upperTail(statistic, degreesOfFreedom: used - 1)
  }
}
