internal import ActiveLearning
internal import LabelStore

/// The active learner of a session, kept in step with its journal.
protocol SessionLearner: Sendable {
  /// Takes over what the journal says, and learns from it.
  ///
  /// - Parameters:
  ///   - history: The journal up to some event.
  ///   - names: Names of the annotators by number.
  ///   - questions: The queue.
  /// - Returns: What the refit led to.
  /// - Throws: `ActiveLearningError`.
  mutating func learn(
    _ history: SessionHistory,
    names: AnnotatorNames,
    questions: [StoredQuestion]
  ) throws -> RoundFacts?

  /// Chooses the next questions; none when every document is in the queue.
  ///
  /// - Throws: `ActiveLearningError` when the strategy lacks something to go by.
  mutating func choose(_ count: Int, batch: Int) throws -> [StoredQuestion]

  /// The probabilities of the classes, as far as anything is known.
  var posterior: PoolPosterior? { get }
}

extension StoredQuestion {
  /// The question about a document that a strategy chose.
  init(_ item: QueryItem) {
    self.init(
      document: item.row,
      strategy: item.strategy,
      probability: item.inclusionProbability
    )
  }
}
