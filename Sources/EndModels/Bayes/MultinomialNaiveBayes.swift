internal import LabelingCore
internal import RealModule

/// Multinomial naive Bayes on expected counts: the baseline.
///
/// *w_y*(*f*) = log((Σ_i *s_i* *q_i*(*y*) *x_if* + α) / Σ_f (… + α)), *b_y* = log of the share of
/// class *y*. Its probabilities are far too sure before they are calibrated.
package struct MultinomialNaiveBayes: EndModel, Hashable {
  package static let name = "naive-bayes"

  /// α: added to each expected count.
  package var smoothing: Double
  /// How much documents of each class count.
  package var classWeighting: ClassWeighting

  /// Creates the model.
  package init(smoothing: Double = 0.1, classWeighting: ClassWeighting = .equal) {
    self.smoothing = smoothing
    self.classWeighting = classWeighting
  }

  package func fitted(
    to set: TrainingSet,
    from start: FittedEndModel?,
    threadCount: Int?
  ) throws(EndModelError) -> FittedEndModel {
    guard smoothing > 0, smoothing.isFinite else {
      throw .invalidHyperparameter(name: "smoothing", rule: "is a positive number")
    }
    try set.check()
    let totals = set.classTotals
    let classWeights = try classWeighting.weights(totals: totals)
    let classCount = set.labelSpace.classCount
    let columnCount = set.features.columnCount
    var counts = [Double](repeating: smoothing, count: columnCount * classCount)
    var sums = [Double](repeating: smoothing * Double(columnCount), count: classCount)
    var documents = 0
    for row in 0..<set.features.rowCount {
      let weight = set.weights?[row] ?? 1
      if weight == 0 { continue }
      documents += 1
      let shares = set.targets[row: row].map { $0 * weight }
      for entry in set.features.starts[row]..<set.features.starts[row + 1] {
        let place = Int(set.features.columns[entry]) * classCount
        for y in 0..<classCount {
          let added = shares[y] * Double(set.features.values[entry])
          counts[place + y] += added
          sums[y] += added
        }
      }
    }
    let weighted = zip(totals, classWeights).map { $0 * $1 }
    let all = weighted.reduce(0, +)
    let balance = weighted.map { $0 / all }
    let stride = FittedEndModel.stride(classCount: classCount)
    var weights = [Float](repeating: 0, count: columnCount * stride)
    for column in 0..<columnCount {
      let scores = (0..<classCount).map { Double.log(counts[column * classCount + $0] / sums[$0]) }
      if classCount == 2 {
        weights[column] = Float(scores[1] - scores[0])
      } else {
        for y in 0..<classCount { weights[column * stride + y] = Float(scores[y]) }
      }
    }
    let priors = balance.map { Double.log(max($0, 1e-12)) }
    var intercepts = [Double](repeating: 0, count: stride)
    if classCount == 2 {
      intercepts[0] = priors[1] - priors[0]
    } else {
      for y in 0..<classCount { intercepts[y] = priors[y] }
    }
    var facts = TrainingFacts()
    facts.documents = documents
    return FittedEndModel(
      name: Self.name,
      labelSpace: set.labelSpace,
      columnCount: columnCount,
      weights: weights,
      intercepts: intercepts,
      balance: balance,
      facts: facts
    )
  }
}
