internal import EndModels
internal import LabelModels
internal import LabelingCore

extension ActiveLearner {
  /// Brings all models up to date with the answers.
  ///
  /// The label model is fitted again with the settled answers as gold; the end model,
  /// starting from the last one, to these answers and to the soft labels of voted
  /// documents; the joint posterior takes both. What did not change is not computed again.
  /// - Throws: ``ActiveLearningError/fit(reason:)``.
  package mutating func refit() throws(ActiveLearningError) {
    do throws(LabelModelError) {
      try joint.refresh()
      try refitEndModel()
    } catch {
      throw .fit(reason: error.description)
    }
    posteriors = [:]
    if inputs.hasFunctions {
      posteriors[.labelModel] = PoolPosterior(joint.patternPosteriors, of: inputs.votes)
      posteriors[.joint] = PoolPosterior(joint.probabilities)
    }
    if let features = inputs.features, let endModel {
      let probabilities = endModel.probabilities(of: features, threadCount: options.threadCount)
      posteriors[.endModel] = PoolPosterior(probabilities)
      // Without functions there is nothing to join.
      if !inputs.hasFunctions { posteriors[.joint] = posteriors[.endModel] }
    }
    rounds.append(roundFacts())
  }

  private mutating func refitEndModel() throws(LabelModelError) {
    guard let features = inputs.features else { return }
    let settled = joint.settledClasses().sorted { $0.key < $1.key }
    let isSettled = Set(settled.map(\.key))
    let soft = softRows.filter { !isSettled.contains($0) }
    let classCount = inputs.labelSpace.classCount
    var targets = SoftLabels(oneHot: settled.map(\.value), classCount: classCount).values
    for row in soft { targets += joint.patternPosteriors[row: Int(inputs.votes.patternOfRow[row])] }
    let softWeight = options.softLabelWeight / Double(max(1, soft.count))
    let set = TrainingSet(
      features: features.selecting(rows: settled.map(\.key) + soft),
      labelSpace: inputs.labelSpace,
      targets: SoftLabels(classCount: classCount, values: targets),
      weights: soft.isEmpty
        ? nil : settled.map { _ in 1 } + soft.map { _ in min(1, softWeight) }
    )
    let threads = options.threadCount
    // Answers of one class alone teach nothing yet.
    guard
      let fitted = try? options.endModel.fitted(to: set, from: endModel, threadCount: threads)
    else { return }
    endModel = fitted
    guard inputs.hasFunctions else { return }
    let scores = fitted.scores(of: features, threadCount: threads)
    var evidence = EndModelEvidence(scores: scores.values, balance: fitted.balance)
    if settled.count >= EndModelWeight.leastDocuments {
      let held = try? HeldOutScoring(
        of: Array(settled.indices),
        in: set,
        by: options.endModel,
        from: fitted,
        threadCount: threads
      )
      if let held {
        evidence.temperature = Temperature.fitted(to: held.scores, gold: settled.map(\.value))
        evidence.heldOutRows = settled.map(\.key)
        evidence.heldOutScores = held.scores.values
      }
    }
    endModel?.temperature = evidence.temperature
    joint.setEndModel(evidence)
    try joint.refresh()
  }

  private func roundFacts() -> RoundFacts {
    let model = posteriors[.endModel]
    let predictions = stopSet.compactMap { row in
      model.map { TieBreaking.first.label(of: $0[row]).rawValue }
    }
    let open = pool.rows(in: .unlabeled)
    var mean: Double?
    if let posterior = posteriors[.joint], !open.isEmpty {
      let values = posterior.values(of: open) {
        UncertaintySampling.Measure.entropy.value(of: $0)
      }
      mean = values.reduce(0, +) / Double(values.count)
    }
    return RoundFacts(
      labelCount: pool.count(of: .labeled),
      predictions: predictions,
      meanUncertainty: mean
    )
  }
}
