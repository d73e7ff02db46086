internal import EndModels
internal import LabelingCore

/// Trains end models on the features of a pool.
struct EndModelTrainer: PoolTrainer {
  let features: FeatureMatrix
  let model: any EndModel
  let threadCount: Int

  func trained(
    on rows: [Int32],
    targets: SoftLabels,
    weights: [Double]?,
    from start: (any PoolModel)?
  ) -> any PoolModel {
    let set = TrainingSet(
      features: features.selecting(rows: rows.map(Int.init)),
      labelSpace: LabelSpace((0..<targets.classCount).map { "\($0)" }),
      targets: targets,
      weights: weights
    )
    let beginning = (start as? Trained)?.model
    // Documents of one class alone teach nothing but how frequent it is.
    guard let model = try? model.fitted(to: set, from: beginning, threadCount: threadCount) else {
      return ClassShares(of: targets, weights: weights)
    }
    return Trained(model: model, features: features, threadCount: threadCount)
  }

  private struct Trained: PoolModel {
    let model: FittedEndModel
    let features: FeatureMatrix
    let threadCount: Int

    func probabilities(of rows: [Int32]) -> SoftLabels {
      guard rows.count < features.rowCount else {
        return model.probabilities(of: features, threadCount: threadCount)
      }
      let selected = features.selecting(rows: rows.map(Int.init))
      return model.probabilities(of: selected, threadCount: threadCount)
    }
  }

  /// The same probabilities for every document: smoothed shares of the classes.
  private struct ClassShares: PoolModel {
    private let shares: [Double]

    init(of targets: SoftLabels, weights: [Double]?) {
      var sums = [Double](repeating: 1, count: targets.classCount)
      for row in 0..<targets.rowCount {
        for (y, share) in targets[row: row].enumerated() { sums[y] += share * (weights?[row] ?? 1) }
      }
      let total = sums.reduce(0, +)
      shares = sums.map { $0 / total }
    }

    func probabilities(of rows: [Int32]) -> SoftLabels {
      SoftLabels(
        classCount: shares.count,
        values: [[Double]](repeating: shares, count: rows.count).flatMap { $0 }
      )
    }
  }
}
