/// What was measured when a batch of questions was chosen.
struct BatchFigures: Codable {
  /// Answers that the choice takes into account.
  var answerCount: Int
  /// Mean of 1 − the probability of the most probable class, over documents without an answer.
  var meanDoubt: Double?
  /// Share of the documents whose most probable class is another one than at the batch before.
  var changedShare: Double?
}
