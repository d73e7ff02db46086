internal import LabelModels
internal import LabelingCore

/// Replays one session with gold labels as the answers.
struct SimulatedSession {
  let corpus: SimulationCorpus
  let plan: SimulationPlan
  let arm: SimulationArm
  /// Seed of the split and of every chance; arms of the same repeat share it.
  let seed: UInt64

  /// The scores on withheld documents, after every batch.
  func curve() throws(ActiveLearningError) -> LearningCurve {
    var generator = SeededGenerator(seed: seed)
    let all = (0..<corpus.documentCount).map { Int32(truncatingIfNeeded: $0) }
    let withheldCount = Int((Double(all.count) * plan.withheldShare).rounded())
    let withheld = Draw.rows(withheldCount, of: all, using: &generator).sorted().map(Int.init)
    let inputs = inputs(withholding: withheld)
    switch corpus.kind {
    case .one:
      return try curve(of: ActiveLearner(inputs, options: options()), on: withheld)
    case .several:
      return try curve(of: MultiLabelLearner(inputs, options: options()), on: withheld)
    }
  }

  private func curve(
    of learner: some SimulatedLearner,
    on withheld: [Int]
  ) throws(ActiveLearningError) -> LearningCurve {
    var learner = learner
    if arm.usesFunctions { try learner.refit() }
    guard arm.strategy != nil else {
      let point = point(of: learner, on: withheld, labels: 0)
      return LearningCurve(points: [point])
    }
    var points = arm.usesFunctions ? [point(of: learner, on: withheld, labels: 0)] : []
    var labels = 0
    while labels < plan.budget, !learner.isExhausted {
      let query = try learner.ask(min(plan.batchSize, plan.budget - labels))
      try learner.answer(query.rows, with: corpus.gold)
      labels += query.rows.count
      try learner.refit()
      points.append(point(of: learner, on: withheld, labels: labels))
    }
    return LearningCurve(points: points)
  }

  private func inputs(withholding rows: [Int]) -> LearnerInputs {
    if arm.usesFunctions, let votes = corpus.votes {
      return LearnerInputs(votes: votes, features: corpus.features, withheldRows: rows)
    }
    return LearnerInputs(
      labelSpace: corpus.labelSpace,
      features: corpus.features,
      withheldRows: rows
    )
  }

  private func options() throws(ActiveLearningError) -> LearnerOptions {
    var options = LearnerOptions(
      strategy: try StrategyCatalogue.strategy(arm.strategy ?? RandomSampling.name),
      coldStart: try StrategyCatalogue.strategy(plan.coldStart),
      seed: seed,
      threadCount: 1
    )
    options.endModel = plan.endModel
    // Gold labels are not mistaken.
    options.trust = AnnotatorPrior(accuracy: 0.999)
    return options
  }

  private func point(
    of learner: some SimulatedLearner,
    on rows: [Int],
    labels: Int
  ) -> LearningCurve.Point {
    // Functions alone are what the label model makes of them.
    learner.point(
      on: rows,
      of: corpus,
      by: arm.strategy == nil ? .labelModel : .joint,
      labels: labels
    )
  }
}

/// A learner that gold labels answer.
protocol SimulatedLearner {
  var isExhausted: Bool { get }

  mutating func ask(_ count: Int) throws(ActiveLearningError) -> Query
  mutating func refit() throws(ActiveLearningError)

  /// Takes the gold labels of documents, of all that there are.
  mutating func answer(_ rows: [Int], with gold: [LabelAnswer]) throws(ActiveLearningError)

  /// Scores what it predicts of documents.
  func point(
    on rows: [Int],
    of corpus: SimulationCorpus,
    by source: PosteriorSource,
    labels: Int
  ) -> LearningCurve.Point
}

extension ActiveLearner: SimulatedLearner {
  mutating func answer(
    _ rows: [Int],
    with gold: [LabelAnswer]
  ) throws(ActiveLearningError) {
    for row in rows {
      guard let index = gold[row].classIndex else { continue }
      try record(AnnotatorAnswer(row: row, annotator: "gold", classIndex: index))
    }
  }

  func point(
    on rows: [Int],
    of corpus: SimulationCorpus,
    by source: PosteriorSource,
    labels: Int
  ) -> LearningCurve.Point {
    let report = ScoreReport(
      of: ScoredRows(
        labelSpace: corpus.labelSpace,
        labels: predictions(of: rows, by: source),
        gold: rows.map { corpus.gold[$0].vote },
        probabilities: nil
      )
    )
    return LearningCurve.Point(
      labels: labels,
      accuracy: report.accuracy ?? 0,
      macroF1: report.macroF1 ?? 0
    )
  }
}

extension MultiLabelLearner: SimulatedLearner {
  mutating func answer(
    _ rows: [Int],
    with gold: [LabelAnswer]
  ) throws(ActiveLearningError) {
    var known = labels
    for row in rows { known[row] = gold[row].labels ?? [] }
    take(known)
  }

  func point(
    on rows: [Int],
    of corpus: SimulationCorpus,
    by source: PosteriorSource,
    labels: Int
  ) -> LearningCurve.Point {
    let report = LabelSetReport(
      of: LabelSetRows(
        labelSpace: corpus.labelSpace,
        labels: predictions(of: rows, by: source),
        gold: rows.map { corpus.gold[$0].labels },
        probabilities: nil
      )
    )
    return LearningCurve.Point(
      labels: labels,
      accuracy: report.subsetAccuracy ?? 0,
      macroF1: report.macroF1 ?? 0,
      microF1: report.microF1 ?? 0
    )
  }
}
