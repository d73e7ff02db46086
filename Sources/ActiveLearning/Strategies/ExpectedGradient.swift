internal import EndModels

/// Documents whose label is expected to change the classifier most.
///
/// For logistic regression the gradient of a document *x* with label *y* has the
/// length ‖*x*‖ · ‖*p* − *e_y*‖; the utility is its mean over *y* by the classifier's
/// own probabilities *p*. The end model's are used, else what stands in for them.
/// - Complexity: O(*n* · *k*² + features).
/// - SeeAlso: Settles, Craven & Ray 2008, "Multiple-instance active learning", NIPS 20
package struct ExpectedGradient: UtilityStrategy {
  package static let name = "expected-gradient"

  package var name: String { Self.name }
  package var needs: Set<QueryNeed> { [.posterior, .features] }

  /// Creates the strategy.
  package init() {}

  package func utilities(
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [Double] {
    let features = try situation.features(for: name)
    let posterior = try situation.posterior(.endModel, for: name)
    let candidates = situation.candidates
    let lengths = posterior.values(of: candidates, Self.expectedLength)
    return candidates.indices.map { place in
      let row = Int(candidates[place])
      // The constant feature of the intercept counts too, so that no document has length 0.
      var square: Float = 1
      for entry in features.starts[row]..<features.starts[row + 1] {
        square += features.values[entry] * features.values[entry]
      }
      return lengths[place] * Double(square.squareRoot())
    }
  }

  /// Σ_y p_y ‖p − e_y‖, from ‖p − e_y‖² = ‖p‖² − 2 p_y + 1.
  private static func expectedLength(_ probabilities: UnsafeBufferPointer<Double>) -> Double {
    let square = probabilities.reduce(0) { $0 + $1 * $1 }
    return probabilities.reduce(0) { $0 + $1 * max(0, square - 2 * $1 + 1).squareRoot() }
  }
}
