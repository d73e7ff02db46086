/// How an iterative fit went.
package struct LearningFacts: Hashable, Sendable, Codable {
  /// Iterations done; 0 for models in closed form.
  package var iterations = 0
  /// Whether the posteriors converged before the last iteration allowed.
  package var converged = true
  /// How silence was read, where the model has such a choice.
  package var mode: String?
  /// Whether `mode` was picked from the votes rather than by the caller.
  package var modeIsChosen: Bool?
  /// Share of all votes by voters that ever used exactly one class.
  package var oneClassShare: Double?
  /// Gain in log-likelihood, with its penalty, when silence depends on the class.
  package var silenceGain: Double?
  /// Estimated share of each class.
  package var balance: [Double] = []
}
