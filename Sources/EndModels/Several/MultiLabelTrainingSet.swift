package import LabelingCore
internal import Threads

/// Documents that have several classes to learn from: features, a probability per class, weights.
///
/// Each class is a problem by itself, over the same features: does a document have it?
package struct MultiLabelTrainingSet: Sendable {
  /// Absent and present, the classes of each problem.
  package static let presence = LabelSpace(["absent", "present"])

  /// A row of features per document.
  package let features: FeatureMatrix
  /// The classes, *k*.
  package let labelSpace: LabelSpace
  /// Probability of each class for each document, each on its own.
  package let targets: SoftLabels
  /// How much each document counts; `nil` for 1 each.
  package let weights: [Double]?

  /// Puts features and targets side by side; all are in the same order.
  package init(
    features: FeatureMatrix,
    labelSpace: LabelSpace,
    targets: SoftLabels,
    weights: [Double]? = nil
  ) {
    precondition(features.rowCount == targets.rowCount, "a row of targets per document")
    precondition(labelSpace.classCount == targets.classCount, "a target per class")
    precondition(weights.map { $0.count == features.rowCount } ?? true, "a weight per document")
    self.features = features
    self.labelSpace = labelSpace
    self.targets = targets
    self.weights = weights
  }

  /// The problem of one class; the features are shared.
  package func problem(ofClass c: Int) -> TrainingSet {
    let k = labelSpace.classCount
    var values: [Double] = []
    values.reserveCapacity(2 * features.rowCount)
    for row in 0..<features.rowCount {
      let present = targets.values[row * k + c]
      values += [1 - present, present]
    }
    return TrainingSet(
      features: features,
      labelSpace: Self.presence,
      targets: SoftLabels(classCount: 2, values: values),
      weights: weights
    )
  }

  /// Trains a binary model per class.
  ///
  /// - Parameters:
  ///   - model: The model of each class.
  ///   - start: The models whose weights the fits start from; `nil` for the origin.
  ///   - threadCount: Number of threads; `nil` for one per processor. The result is the same for
  ///     any.
  /// - Returns: The models, calibrated by nothing, with thresholds of one half.
  /// - Throws: What training throws; a class that no document has, or every, throws nothing.
  /// - Complexity: That of *k* trainings of two classes.
  package func fitted(
    by model: any EndModel,
    from start: FittedMultiLabelEndModel? = nil,
    threadCount: Int? = nil
  ) throws(EndModelError) -> FittedMultiLabelEndModel {
    let parts = try forEachClass(threadCount) { (c, threads) throws(EndModelError) in
      try PresenceModel(model: model)
        .fitted(to: problem(ofClass: c), from: start?.parts[c], threadCount: threads)
    }
    return FittedMultiLabelEndModel(
      labelSpace: labelSpace,
      parts: parts,
      thresholds: parts.map { _ in FittedMultiLabelEndModel.defaultThreshold }
    )
  }

  /// Scores of some documents, class by class, by models that have not seen their labels.
  ///
  /// - Parameters:
  ///   - rows: Which documents are held out in turn.
  ///   - model: The model of each class.
  ///   - start: The models whose weights the fits start from; `nil` for the origin.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Returns: A scoring per class.
  /// - Throws: What training throws.
  package func heldOut(
    _ rows: [Int],
    by model: any EndModel,
    from start: FittedMultiLabelEndModel? = nil,
    threadCount: Int? = nil
  ) throws(EndModelError) -> [HeldOutScoring] {
    try forEachClass(threadCount) { (c, threads) throws(EndModelError) in
      try HeldOutScoring(
        of: rows,
        in: problem(ofClass: c),
        by: PresenceModel(model: model),
        from: start?.parts[c],
        threadCount: threads
      )
    }
  }

  /// Does something for each class, in order; many small problems at once, or large ones in turn.
  private func forEachClass<Result: Sendable>(
    _ threadCount: Int?,
    _ body: @escaping @Sendable (_ c: Int, _ threadCount: Int) throws(EndModelError) -> Result
  ) throws(EndModelError) -> [Result] {
    let threadCount = threadCount ?? FixedChunks.processorCount
    let isSmall = features.entryCount < 1 << 20
    let outcomes = FixedChunks.map(
      chunkCount: labelSpace.classCount,
      threadCount: isSmall ? threadCount : 1
    ) { c in
      Swift.Result { () throws(EndModelError) in try body(c, isSmall ? 1 : threadCount) }
    }
    var results: [Result] = []
    for outcome in outcomes { results.append(try outcome.get()) }
    return results
  }
}
