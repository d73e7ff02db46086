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
    var learner = try ActiveLearner(inputs(withholding: withheld), options: options())
    if arm.usesFunctions { try learner.refit() }
    guard arm.strategy != nil else {
      let point = point(of: learner, on: withheld, labels: 0)
      return LearningCurve(points: [point])
    }
    var points = arm.usesFunctions ? [point(of: learner, on: withheld, labels: 0)] : []
    var labels = 0
    while labels < plan.budget, !learner.isExhausted {
      let query = try learner.ask(min(plan.batchSize, plan.budget - labels))
      for row in query.rows {
        let answer = AnnotatorAnswer(
          row: row,
          annotator: "gold",
          classIndex: corpus.gold[row].classIndex
        )
        try learner.record(answer)
      }
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
    of learner: ActiveLearner,
    on rows: [Int],
    labels: Int
  ) -> LearningCurve.Point {
    let report = ScoreReport(
      of: ScoredRows(
        labelSpace: corpus.labelSpace,
        // Functions alone are what the label model makes of them.
        labels: learner.predictions(of: rows, by: arm.strategy == nil ? .labelModel : .joint),
        gold: rows.map { corpus.gold[$0] },
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
