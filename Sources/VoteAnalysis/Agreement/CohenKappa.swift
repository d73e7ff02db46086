package import LabelingCore

/// Cohen's kappa: how far two voters agree beyond chance, on the rows both answered.
///
/// Where a voter answered a row several times, the row's weight is spread
/// evenly over its answers.
/// - SeeAlso: Cohen 1960, doi:10.1177/001316446002000104
package struct CohenKappa: Hashable, Sendable, Codable {
  /// Index of the one voter.
  package let first: Int
  /// Index of the other voter; greater than `first`.
  package let second: Int
  /// Rows both answered; positive.
  package let overlapCount: Int
  /// Share of those rows on which they agree.
  package let agreement: Double
  /// The agreement expected of their class shares by chance.
  package let chanceAgreement: Double
  /// (agreement − chance) / (1 − chance); `nil` where chance alone gives 1.
  package let kappa: Double?

  private enum CodingKeys: String, CodingKey {
    case first
    case second
    case overlapCount = "overlap_count"
    case agreement
    case chanceAgreement = "chance_agreement"
    case kappa
  }

  /// The kappa of each pair that meets on some row, in order of `first`, then `second`.
  ///
  /// - Complexity: O(sum over patterns of *v*²) for rows of *v* votes; memory
  ///   O(*k*) per pair that meets.
  package static func pairs(of patterns: VotePatterns) -> [CohenKappa] {
    var table = KappaTable(
      voterCount: patterns.voters.count,
      classCount: patterns.labelSpace.classCount
    )
    for x in 0..<patterns.patternCount {
      table.add(patterns.entries(of: x), weight: patterns.counts[x])
    }
    return table.kappas()
  }

  /// The mean kappa of pairs, each weighted by the rows it shares; `nil` without any.
  package static func mean(of pairs: [CohenKappa]) -> Double? {
    var (sum, weight) = (0.0, 0.0)
    for pair in pairs {
      guard let kappa = pair.kappa else { continue }
      sum += kappa * Double(pair.overlapCount)
      weight += Double(pair.overlapCount)
    }
    return weight > 0 ? sum / weight : nil
  }

  /// Share of the rows of pairs on which the two agree, each pair weighted by the rows it shares.
  ///
  /// - Parameters:
  ///   - pairs: The pairs.
  ///   - voter: The voter whose pairs count; `nil` for all.
  /// - Returns: The share; `nil` without any pair.
  package static func agreement(of pairs: [CohenKappa], with voter: Int? = nil) -> Double? {
    var (sum, weight) = (0.0, 0.0)
    for pair in pairs where voter == nil || pair.first == voter || pair.second == voter {
      sum += pair.agreement * Double(pair.overlapCount)
      weight += Double(pair.overlapCount)
    }
    return weight > 0 ? sum / weight : nil
  }
}
