/// What one refit led to.
package struct RoundFacts: Hashable, Sendable, Codable {
  /// Labeled documents at the time.
  package var labelCount: Int
  /// Class the end model predicts for each document of the stop set; empty without one.
  package var predictions: [Int16]
  /// Mean entropy of the open documents, as a share of its maximum; `nil` when none is open.
  package var meanUncertainty: Double?

  /// Creates facts.
  package init(labelCount: Int, predictions: [Int16], meanUncertainty: Double?) {
    self.labelCount = labelCount
    self.predictions = predictions
    self.meanUncertainty = meanUncertainty
  }
}
