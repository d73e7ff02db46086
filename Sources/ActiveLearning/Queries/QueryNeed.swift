/// What a strategy cannot do without.
package enum QueryNeed: String, Hashable, Sendable, CaseIterable {
  /// Votes of labeling functions.
  case votes
  /// Features of the documents.
  case features
  /// Probabilities of classes, of the source that the strategy names.
  case posterior
  /// A way to train classifiers.
  case trainer
  /// At least one answer.
  case answers
}
