internal import ActiveLearning
internal import LabelStore
internal import LabelingCore

/// The learner of a session whose documents may have several classes.
///
/// It learns from the documents that are decided: what their annotators agree on class by class, or
/// somebody settled.
struct LabelSetSessionLearner: SessionLearner {
  private var learner: MultiLabelLearner
  private let rule: ConsensusRule

  /// Prepares a learner that knows no answers.
  ///
  /// - Parameters:
  ///   - settings: How the session asks.
  ///   - inputs: Votes and features.
  ///   - given: Probabilities that came with the documents.
  /// - Throws: `ActiveLearningError` for a strategy that there is not.
  init(_ settings: SessionSettings, inputs: LearnerInputs, given: SoftLabels?) throws {
    learner = MultiLabelLearner(
      inputs,
      options: LearnerOptions(
        strategy: try StrategyCatalogue.strategy(settings.strategy),
        seed: settings.seed
      ),
      given: given
    )
    rule = ConsensusRule(classCount: inputs.labelSpace.classCount, labels: .several)
  }

  mutating func learn(
    _ history: SessionHistory,
    names: AnnotatorNames,
    questions: [StoredQuestion]
  ) throws -> RoundFacts? {
    let all = rule.consensus(on: history.answers, settled: history.adjudications)
    learner.take(
      all.compactMapValues { $0.says?.labels },
      open: Set(all.filter { $0.value.says == nil && $0.value.answerCount > 0 }.keys)
    )
    for question in questions { learner.hold(question.document) }
    for answer in history.answers where answer.isSkip { learner.skip(answer.document) }
    try learner.refit()
    return learner.rounds.last
  }

  mutating func choose(_ count: Int, batch: Int) throws -> [StoredQuestion] {
    guard !learner.isExhausted else { return [] }
    learner.queryCount = batch
    return try learner.ask(count).items.map { StoredQuestion($0) }
  }

  var posterior: PoolPosterior? { learner.posteriors[.joint] }
}
