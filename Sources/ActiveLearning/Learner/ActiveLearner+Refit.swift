internal import EndModels
internal import LabelModels
internal import LabelingCore

extension ActiveLearner {
  /// Brings all models up to date with the answers.
  ///
  /// The label model is fitted again with the settled answers as gold; the end model,
  /// starting from the last one, to these answers and to the soft labels of voted
  /// documents; then a correction of both to the answers; the joint posterior takes all
  /// three. What did not change is not computed again: without a new settled answer no
  /// model is fitted.
  /// - Throws: ``ActiveLearningError/fit(reason:)``.
  package mutating func refit() throws(ActiveLearningError) {
    do throws(LabelModelError) {
      let isAnchored = try joint.anchor()
      if isAnchored || !isFitted {
        refitEndModel()
        correct()
      }
      // Given up before it is written to, so that it is not copied.
      posteriors[.joint] = nil
      try joint.refresh()
    } catch {
      throw .fit(reason: error.description)
    }
    if inputs.hasFunctions {
      posteriors[.labelModel] = PoolPosterior(joint.patternPosteriors, of: inputs.votes)
      posteriors[.joint] = PoolPosterior(joint.probabilities)
    } else {
      // Without functions there is nothing to join.
      posteriors[.joint] = posteriors[.endModel]
    }
    isFitted = true
    rounds.append(roundFacts())
  }

  private mutating func refitEndModel() {
    guard let features = inputs.features else { return }
    let settled = joint.settledClasses().sorted { $0.key < $1.key }
    let set = trainingSet(settled, of: features)
    let threads = options.threadCount
    // Answers of one class alone teach nothing yet.
    guard
      let fitted = try? options.endModel.fitted(to: set, from: endModel, threadCount: threads)
    else { return }
    endModel = fitted
    let scores = fitted.scores(of: features, threadCount: threads)
    if inputs.hasFunctions {
      var evidence = EndModelEvidence(scores: scores.values, balance: fitted.balance)
      let held = try? HeldOutScoring(
        of: Array(settled.indices),
        in: set,
        by: options.endModel,
        from: fitted,
        threadCount: threads
      )
      if let held {
        evidence.heldOutRows = settled.map(\.key)
        evidence.heldOutScores = held.scores.values
        if settled.count >= Temperature.leastDocuments {
          endModel?.temperature = Temperature.fitted(to: held.scores, gold: settled.map(\.value))
        }
      }
      joint.setEndModel(evidence)
    }
    posteriors[.endModel] = PoolPosterior(
      scores.probabilities(temperature: endModel?.temperature ?? 1, threadCount: threads)
    )
  }

  /// The settled answers, and documents with votes at what the label model says of them.
  private func trainingSet(
    _ settled: [(key: Int, value: Vote)],
    of features: FeatureMatrix
  ) -> TrainingSet {
    let isSettled = Set(settled.map(\.key))
    let soft = softRows.filter { !isSettled.contains($0) }
    let classCount = inputs.labelSpace.classCount
    var targets = SoftLabels(oneHot: settled.map(\.value), classCount: classCount).values
    for row in soft { targets += joint.patternPosteriors[row: Int(inputs.votes.patternOfRow[row])] }
    return TrainingSet(
      features: features.selecting(rows: settled.map(\.key) + soft),
      labelSpace: inputs.labelSpace,
      targets: SoftLabels(classCount: classCount, values: targets),
      weights: options.weights(settledCount: settled.count, softCount: soft.count)
    )
  }

  private mutating func correct() {
    guard inputs.hasFunctions else { return }
    let answered = joint.answeredScores()
    let settled = joint.settledClasses()
    joint.setCorrection(
      CorrectionFit(
        votes: inputs.votes,
        weights: joint.labelModel.parameters.weights,
        features: inputs.features,
        threadCount: options.threadCount
      ).correction(
        rows: answered.rows,
        labels: answered.rows.map { settled[$0] ?? .abstain },
        offsets: answered.scores
      )
    )
  }

  private func roundFacts() -> RoundFacts {
    let model = posteriors[.endModel]
    let predictions = stopSet.compactMap { row in
      model.map { TieBreaking.abstain.label(of: $0[row]).rawValue }
    }
    return RoundFacts(
      labelCount: pool.count(of: .labeled),
      predictions: predictions,
      meanUncertainty: posteriors[.joint]?.meanEntropy(of: pool.rows(in: .unlabeled))
    )
  }
}
