package import LabelingCore

/// How far ratings agree, when near ones are nearly right.
package struct RatingAgreement: Hashable, Sendable, Codable {
  /// The ratings, lowest first.
  package let order: [String]
  /// Mean Cohen's kappa with quadratic weights, over pairs of voters, weighted by shared rows.
  package let weightedKappa: Double?
  /// Krippendorff's alpha for ordinal data.
  package let ordinalAlpha: Double?
  /// Krippendorff's alpha for interval data.
  package let intervalAlpha: Double?

  private enum CodingKeys: String, CodingKey {
    case order
    case weightedKappa = "weighted_kappa"
    case ordinalAlpha = "ordinal_alpha"
    case intervalAlpha = "interval_alpha"
  }

  /// Measures the agreement of patterns' voters.
  package init(of patterns: VotePatterns, scale: RatingScale) {
    order = scale.names
    weightedKappa = WeightedKappa.mean(of: patterns, scale: scale)
    ordinalAlpha = KrippendorffAlpha.value(of: patterns, metric: .ordinal(scale))
    intervalAlpha = KrippendorffAlpha.value(of: patterns, metric: .interval(scale))
  }
}
