internal import EndModels
internal import RealModule

/// Uncertain documents that are like many others, so that no outliers are asked about.
///
/// Utility is entropy times the mean cosine similarity to all open documents.
/// With rows of length 1 that mean is a product with the mean row, so it is
/// exact in linear time instead of O(*n*²).
/// - Complexity: O(*n* · *k* + features + columns).
/// - SeeAlso: Settles & Craven 2008, doi:10.3115/1613715.1613855
package struct DensityWeighted: UtilityStrategy {
  package static let name = "density"

  /// Power of the mean similarity, β.
  package let power: Double

  package var name: String { Self.name }
  package var needs: Set<QueryNeed> { [.posterior, .features] }

  /// Creates the strategy.
  package init(power: Double = 1) { self.power = power }

  package func utilities(
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [Double] {
    let features = try situation.features(for: name)
    let posterior = try situation.posterior(.joint, for: name)
    let candidates = situation.candidates
    let uncertainty = posterior.values(of: candidates) {
      UncertaintySampling.Measure.entropy.value(of: $0)
    }
    let products = features.products(of: candidates, with: features.sum(of: candidates))
    let scale = 1 / Double(max(1, candidates.count))
    return uncertainty.indices.map { place in
      uncertainty[place] * Double.pow(max(0, Double(products[place]) * scale), power)
    }
  }
}
