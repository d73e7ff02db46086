/// What a criterion says, and why.
package struct StoppingVerdict: Hashable, Sendable, Codable {
  /// Name of the criterion.
  package var criterion: String
  /// Whether to stop.
  package var shouldStop: Bool
  /// The figure it goes by; `nil` while there is too little data.
  package var value: Double?
  /// What the figure is compared with.
  package var threshold: Double?
  /// The reason, as a sentence for people.
  package var explanation: String
  /// What must hold for the verdict to mean anything.
  package var assumption: String

  init(
    of criterion: some StoppingCriterion,
    shouldStop: Bool,
    value: Double? = nil,
    threshold: Double? = nil,
    _ explanation: String
  ) {
    self.criterion = criterion.name
    self.shouldStop = shouldStop
    self.value = value
    self.threshold = threshold
    self.explanation = explanation
    assumption = criterion.assumption
  }
}
