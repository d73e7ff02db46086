internal import EndModels
internal import LabelModels
internal import LabelingCore
internal import RealModule

extension MultiLabelLearner {
  /// Brings all models up to date with the answers.
  ///
  /// The label model is fitted again with the settled lists as gold; the classifiers, starting from
  /// the last ones, to these lists and to the soft labels of voted documents; once more per fold
  /// where λ is chosen; then both are joined. Without a new settled list no model is fitted.
  /// - Throws: ``ActiveLearningError/fit(reason:)``.
  /// - Complexity: That of a fit of the label model, of *k* trainings and, from ``leastEvidence``
  ///   settled documents on, of 5 *k* more; once in a session a fit of the label model without
  ///   gold. The rest is O(documents · *k*).
  package mutating func refit() throws(ActiveLearningError) {
    if fittedLabels != labels {
      do throws(LabelModelError) {
        try refitLabelModel()
        let settled = labels.sorted { $0.key < $1.key }
        refitClassifiers(settled)
        try weigh(settled)
      } catch {
        throw .fit(reason: error.description)
      }
      join()
      fittedLabels = labels
    }
    rounds.append(roundFacts())
  }

  private mutating func refitLabelModel() throws(LabelModelError) {
    guard inputs.hasFunctions else {
      posteriors[.labelModel] = given.map { PoolPosterior($0, kind: .several) }
      return
    }
    posteriors[.labelModel] = try fittedLabelModel(
      goldSets: (0..<inputs.documentCount).map { labels[$0] }
    )
    if labels.isEmpty { unanswered = posteriors[.labelModel] }
  }

  /// What the label model says when these lists are known.
  private func fittedLabelModel(
    goldSets: [[Int]?]
  ) throws(LabelModelError) -> PoolPosterior {
    let fitOptions = FitOptions(threadCount: options.threadCount)
    let model = try MultiLabelModel().fitted(
      to: inputs.votes.attaching(goldSets: goldSets).patterns,
      options: fitOptions
    )
    return PoolPosterior(
      try model.probabilities(of: inputs.votes, options: fitOptions),
      of: inputs.votes,
      kind: .several
    )
  }

  private mutating func refitClassifiers(_ settled: [(key: Int, value: [Int])]) {
    guard let features = inputs.features,
      let set = trainingSet(settled, soft: posteriors[.labelModel]),
      let fitted = try? set.fitted(
        by: options.endModel,
        from: endModel,
        threadCount: options.threadCount
      )
    else { return }
    endModel = fitted
    posteriors[.endModel] = PoolPosterior(
      fitted.probabilities(of: features, threadCount: options.threadCount),
      kind: .several
    )
  }

  /// The settled lists, and documents with votes at what a label model says of them; `nil` without
  /// any of them, or without texts.
  private func trainingSet(
    _ settled: [(key: Int, value: [Int])],
    soft posterior: PoolPosterior?
  ) -> MultiLabelTrainingSet? {
    let soft = posterior == nil ? [] : softRows.filter { labels[$0] == nil }
    guard let features = inputs.features, !(settled.isEmpty && soft.isEmpty) else { return nil }
    let classCount = inputs.labelSpace.classCount
    var targets = settled.flatMap { list in
      (0..<classCount).map { list.value.contains($0) ? 1.0 : 0 }
    }
    if let posterior { for row in soft { targets += posterior[row] } }
    return MultiLabelTrainingSet(
      features: features.selecting(rows: settled.map(\.key) + soft),
      labelSpace: inputs.labelSpace,
      targets: SoftLabels(classCount: classCount, values: targets),
      weights: options.weights(settledCount: settled.count, softCount: soft.count)
    )
  }

  // MARK: - Joining

  /// Chooses λ by settled lists, each judged by models that have not seen it.
  private mutating func weigh(
    _ settled: [(key: Int, value: [Int])]
  ) throws(LabelModelError) {
    guard let endModel, posteriors[.labelModel] != nil else {
      endModelWeight = nil
      return
    }
    if unanswered == nil, inputs.hasFunctions, settled.count >= Self.leastEvidence {
      unanswered = try fittedLabelModel(goldSets: inputs.votes.patternOfRow.map { _ in nil })
    }
    var voted: [EndModelWeight.Case] = []
    var unvoted: [EndModelWeight.Case] = []
    if settled.count >= Self.leastEvidence,
      let functions = inputs.hasFunctions ? unanswered : posteriors[.labelModel],
      let held = try? trainingSet(settled, soft: functions)?.heldOut(
        Array(settled.indices),
        by: options.endModel,
        from: endModel,
        threadCount: options.threadCount
      )
    {
      let (spoken, balances) = (SpokenClasses(of: inputs.votes), Self.logBalances(of: endModel))
      for (place, list) in settled.enumerated() {
        for (c, probability) in functions[list.key].enumerated() {
          let scores = held[c].scores.values[(2 * place)..<(2 * place + 2)]
          let ownCase = EndModelWeight.Case(
            logit: Self.logit(probability),
            logRatio: Self.logRatio(scores[2 * place + 1] - scores[2 * place], balances[c]),
            isPresent: list.value.contains(c)
          )
          if spoken.contains(c, row: list.key) {
            voted.append(ownCase)
          } else {
            unvoted.append(ownCase)
          }
        }
      }
    }
    endModelWeight = EndModelWeight(votedCases: voted, unvotedCases: unvoted)
  }

  private mutating func join() {
    let (functions, classifiers) = (posteriors[.labelModel], posteriors[.endModel])
    guard let alone = functions ?? classifiers else {
      posteriors[.joint] = nil
      return
    }
    let classCount = inputs.labelSpace.classCount
    let spoken = SpokenClasses(of: inputs.votes)
    let balances = endModel.map(Self.logBalances) ?? []
    var values: [Double] = []
    values.reserveCapacity(inputs.documentCount * classCount)
    for row in 0..<inputs.documentCount {
      if let known = labels[row] {
        values += (0..<classCount).map { known.contains($0) ? 1 : 0 }
      } else if let functions, let classifiers, let weight = endModelWeight {
        for (c, (first, second)) in zip(functions[row], classifiers[row]).enumerated() {
          let choice = spoken.contains(c, row: row) ? weight.voted : weight.unvoted
          let ratio = Self.logRatio(Self.logit(second), balances[c])
          values.append(1 / (1 + Double.exp(-Self.logit(first) - choice.weight * ratio)))
        }
      } else {
        values += alone[row]
      }
    }
    posteriors[.joint] = PoolPosterior(
      SoftLabels(classCount: classCount, values: values),
      kind: .several
    )
  }

  /// logit *b_c* of each class; `nil` where the classifier saw the class always or never, and so
  /// tells no documents apart.
  private static func logBalances(of endModel: FittedMultiLabelEndModel) -> [Double?] {
    endModel.parts.map { part in
      let share = part.balance[1]
      return share > 0 && share < 1 ? logit(share) : nil
    }
  }

  /// What a classifier's log odds say beyond those it was trained with.
  private static func logRatio(_ logOdds: Double, _ logBalance: Double?) -> Double {
    let bound = logit(1)
    return logBalance.map { min(max(logOdds, -bound), bound) - $0 } ?? 0
  }

  /// Log odds, of probabilities that are kept one in a million from 0 and 1.
  private static func logit(_ probability: Double) -> Double {
    let p = min(max(probability, 1e-6), 1 - 1e-6)
    return Double.log(p / (1 - p))
  }

  private func roundFacts() -> RoundFacts {
    let classCount = inputs.labelSpace.classCount
    let predictions =
      posteriors[.endModel] == nil
      ? []
      : self.predictions(of: stopSet, by: .endModel).flatMap { classes in
        (0..<classCount).map { Int16(classes.contains($0) ? 1 : 0) }
      }
    return RoundFacts(
      labelCount: pool.count(of: .labeled),
      predictions: predictions,
      meanUncertainty: posteriors[.joint]?.meanEntropy(of: pool.rows(in: .unlabeled))
    )
  }
}
