internal import ActiveLearning
internal import EndModels
internal import LabelModels
internal import LabelStore
internal import LabelingCore

/// The learner of a session whose documents have one class.
struct OneClassSessionLearner: SessionLearner {
  /// An answer as the learner has it.
  private struct Place: Hashable {
    var document: Int
    var annotator: String
  }

  private var learner: ActiveLearner
  private let strategy: any QueryStrategy
  private let given: SoftLabels?
  private var recorded: [Place: Int] = [:]

  /// Prepares a learner that knows no answers.
  ///
  /// - Parameters:
  ///   - settings: How the session asks.
  ///   - inputs: Votes and features.
  ///   - given: Probabilities that came with the documents.
  /// - Throws: `ActiveLearningError`.
  init(_ settings: SessionSettings, inputs: LearnerInputs, given: SoftLabels?) throws {
    strategy = try StrategyCatalogue.strategy(settings.strategy)
    self.given = given
    learner = try ActiveLearner(
      inputs,
      options: LearnerOptions(strategy: strategy, seed: settings.seed)
    )
  }

  mutating func learn(
    _ history: SessionHistory,
    names: AnnotatorNames,
    questions: [StoredQuestion]
  ) throws -> RoundFacts? {
    let classCount = learner.inputs.labelSpace.classCount
    let settled = history.adjudications.compactMapValues(\.classIndex)
    var wanted: [(place: Place, classIndex: Int)] = []
    for answer in history.answers.sorted(by: { $0.event < $1.event })
    where settled[answer.document] == nil {
      guard let vote = answer.says.effective(of: classCount)?.classIndex else { continue }
      let name = try names.name(of: answer.annotator)
      wanted.append((Place(document: answer.document, annotator: name), vote))
    }
    for (document, vote) in settled.sorted(by: { $0.key < $1.key }) {
      wanted.append((Place(document: document, annotator: "(settled)"), vote))
    }
    let stays = Dictionary(
      wanted.map { ($0.place, $0.classIndex) },
      uniquingKeysWith: { first, _ in first }
    )
    for place in recorded.keys where stays[place] == nil {
      learner.retract(row: place.document, annotator: place.annotator)
    }
    for (place, classIndex) in wanted where recorded[place] != classIndex {
      try learner.record(
        AnnotatorAnswer(
          row: place.document,
          annotator: place.annotator,
          classIndex: classIndex
        )
      )
    }
    recorded = stays
    for question in questions { learner.hold(item(question)) }
    for answer in history.answers where answer.isSkip { learner.skip(answer.document) }
    try learner.refit()
    return learner.rounds.last
  }

  mutating func choose(_ count: Int, batch: Int) throws -> [StoredQuestion] {
    guard !learner.isExhausted else { return [] }
    learner.queryCount = batch
    var items: [QueryItem]
    if let probabilities {
      var situation = learner.situation
      situation.posteriors[.joint] = PoolPosterior(probabilities)
      situation.posteriors[.labelModel] = given.map { PoolPosterior($0) }
      var generator = SeededGenerator(seed: learner.options.seed &+ UInt64(batch))
      items = try strategy.query(count, in: situation, using: &generator)
      for item in items { learner.hold(item) }
    } else {
      items = try learner.ask(count).items
    }
    return items.map { StoredQuestion($0) }
  }

  var posterior: PoolPosterior? {
    probabilities.map { PoolPosterior($0) } ?? learner.posteriors[.joint]
  }

  /// Probabilities that came with the documents, averaged with the classifier's once there is one.
  private var probabilities: SoftLabels? {
    guard let given, !learner.inputs.hasFunctions else { return nil }
    guard let learned = learner.posteriors[.endModel] else { return given }
    var mean = given
    for row in 0..<given.rowCount {
      for (index, value) in learned[row].enumerated() {
        mean.values[row * given.classCount + index] += value
      }
    }
    for index in mean.values.indices { mean.values[index] /= 2 }
    return mean
  }

  private func item(_ question: StoredQuestion) -> QueryItem {
    QueryItem(
      row: question.document,
      utility: 0,
      strategy: question.strategy,
      inclusionProbability: question.probability
    )
  }
}
