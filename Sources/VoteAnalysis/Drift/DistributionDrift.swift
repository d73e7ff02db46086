/// How a distribution over classes has changed.
package struct DistributionDrift: Hashable, Sendable, Codable {
  /// Counts of each class in the old corpus; expected ones where they are from posteriors.
  package let old: [Double]
  /// Counts of each class in the new corpus.
  package let new: [Double]
  /// The Jensen–Shannon divergence in bits.
  package let divergence: Double
  /// The population stability index.
  package let stabilityIndex: Double
  /// The test's p-value, corrected for all tests; `nil` without a test.
  package internal(set) var pValue: Double?

  init(old: [Double], new: [Double], _ test: any DriftTest.Type) {
    self.old = old
    self.new = new
    divergence = EffectSize.jensenShannon(old: old, new: new)
    stabilityIndex = EffectSize.populationStability(old: old, new: new)
    pValue = test.pValue(old: old, new: new)
  }

  func isShift(_ options: DriftOptions) -> Bool {
    guard let pValue else { return false }
    return pValue < options.alpha && divergence >= options.leastDivergence
  }
}
