/// Whose probabilities a strategy goes by.
package enum PosteriorSource: String, Hashable, Sendable, CaseIterable, Codable {
  /// The functions' votes and the answers.
  case labelModel = "label-model"
  /// The classifier trained on what is known so far.
  case endModel = "end-model"
  /// Both together.
  case joint
}
