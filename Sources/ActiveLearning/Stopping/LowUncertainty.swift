/// Stops when the open documents are on average nearly certain.
///
/// - SeeAlso: Zhu, Wang & Hovy 2008, "Multi-criteria-based strategy to stop active
///   learning for data annotation", COLING
package struct LowUncertainty: StoppingCriterion {
  /// Greatest mean entropy, as a share of its maximum, 0…1.
  package let threshold: Double

  package var name: String { "low-uncertainty" }
  package var assumption: String {
    "Assumes that probabilities are calibrated: a model that is sure of its mistakes stops too early."
  }

  /// Creates the criterion.
  ///
  /// - Throws: ``ActiveLearningError/invalidSetting(name:rule:)``.
  package init(threshold: Double = 0.05) throws(ActiveLearningError) {
    guard threshold > 0, threshold < 1 else {
      throw .invalidSetting(name: "threshold", rule: "lies between 0 and 1")
    }
    self.threshold = threshold
  }

  package init?(for session: StoppingSituation) throws(ActiveLearningError) { try self.init() }

  package func verdict(on evidence: StoppingEvidence) -> StoppingVerdict {
    guard let round = evidence.rounds.last else {
      return StoppingVerdict(
        of: self,
        shouldStop: false,
        threshold: threshold,
        "no model has been fitted yet"
      )
    }
    guard let value = round.meanUncertainty else {
      return StoppingVerdict(
        of: self,
        shouldStop: true,
        threshold: threshold,
        "no document is open"
      )
    }
    let figure = (value * 1000).rounded() / 1000
    return StoppingVerdict(
      of: self,
      shouldStop: value <= threshold,
      value: value,
      threshold: threshold,
      "the open documents' mean entropy is \(figure) of its maximum"
    )
  }
}
