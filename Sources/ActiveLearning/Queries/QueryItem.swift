/// A document chosen to be asked about, and why.
package struct QueryItem: Hashable, Sendable, Codable {
  /// The document's row.
  package var row: Int
  /// How much its label is expected to help; only comparable within a strategy.
  package var utility: Double
  /// Name of the strategy that chose it; of a mixture, the part that did.
  package var strategy: String
  /// Probability that the draw would choose this document; `nil` where no chance was involved.
  ///
  /// It is that of the whole batch, over the documents open at the time. Answers
  /// with inclusion probabilities can be weighted by their inverse to estimate
  /// shares of the whole corpus (Horvitz & Thompson 1952,
  /// doi:10.1080/01621459.1952.10483446); answers without cannot.
  package var inclusionProbability: Double?

  /// Creates an item.
  package init(
    row: Int,
    utility: Double,
    strategy: String,
    inclusionProbability: Double? = nil
  ) {
    self.row = row
    self.utility = utility
    self.strategy = strategy
    self.inclusionProbability = inclusionProbability
  }
}
