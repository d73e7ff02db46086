package import LabelingCore

/// Documents to learn from: features, probabilities of the classes, weights.
package struct TrainingSet: Sendable {
  /// A row of features per document.
  package let features: FeatureMatrix
  /// The classes, *k*.
  package let labelSpace: LabelSpace
  /// *q*: probabilities of the classes for each document; one-hot where the class is known.
  package let targets: SoftLabels
  /// *s*: how much each document counts; `nil` for 1 each.
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

  /// Puts features and known classes side by side; documents that abstain weigh nothing.
  package init(features: FeatureMatrix, labelSpace: LabelSpace, labels: [Vote]) {
    var targets = SoftLabels(uniformRows: labels.count, classCount: labelSpace.classCount)
    for (row, label) in labels.enumerated() where !label.isAbstain {
      for y in 0..<labelSpace.classCount {
        targets.values[row * labelSpace.classCount + y] = y == label.classIndex ? 1 : 0
      }
    }
    let isKnown = labels.map { $0.isAbstain ? 0.0 : 1 }
    self.init(
      features: features,
      labelSpace: labelSpace,
      targets: targets,
      weights: isKnown.contains(0) ? isKnown : nil
    )
  }

  /// The documents of these indices.
  package func selecting(rows: [Int]) -> TrainingSet {
    TrainingSet(
      features: features.selecting(rows: rows),
      labelSpace: labelSpace,
      targets: targets.selecting(rows: rows),
      weights: weights.map { weights in rows.map { weights[$0] } }
    )
  }

  /// Expected weight of each class: Σ *s_i* *q_i*(*y*).
  var classTotals: [Double] {
    var totals = [Double](repeating: 0, count: labelSpace.classCount)
    for row in 0..<targets.rowCount {
      let weight = weights?[row] ?? 1
      for (y, share) in targets[row: row].enumerated() { totals[y] += weight * share }
    }
    return totals
  }

  /// Refuses what nothing can be learned from.
  func check() throws(EndModelError) {
    let totals = classTotals
    guard totals.contains(where: { $0 > 0 }) else { throw .noDocuments }
    let found = zip(labelSpace.classes, totals).filter { $0.1 > 0 }.map(\.0)
    guard found.count > 1 else { throw .tooFewClasses(found: found) }
  }
}
