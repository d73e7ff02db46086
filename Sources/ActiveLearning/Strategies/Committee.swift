internal import LabelingCore

/// Classifiers trained on different draws from the answers.
struct Committee {
  /// How the answers are drawn for each member.
  enum Resampling {
    /// With replacement, as many as there are.
    case bagging
    /// Every answer with a random weight (exponential, mean 1).
    case bayesianBootstrap
  }

  private let members: [any PoolModel]

  init(
    of count: Int,
    _ resampling: Resampling,
    in situation: QuerySituation,
    for strategy: String,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) {
    let trainer = try situation.trainer(for: strategy)
    guard !situation.labeledRows.isEmpty else { throw .missing(.answers, strategy: strategy) }
    let answers = situation.labeledRows.count
    var members: [any PoolModel] = []
    for _ in 0..<count {
      var rows = situation.labeledRows
      var labels = situation.labels
      var weights: [Double]?
      switch resampling {
      case .bagging:
        let places = (0..<answers).map { _ in Draw.below(answers, using: &generator) }
        rows = places.map { situation.labeledRows[$0] }
        labels = places.map { situation.labels[$0] }
      case .bayesianBootstrap:
        weights = (0..<answers).map { _ in Draw.exponential(using: &generator) }
      }
      let targets = SoftLabels(oneHot: labels, classCount: situation.classCount)
      members.append(trainer.trained(on: rows, targets: targets, weights: weights, from: nil))
    }
    self.members = members
  }

  /// Each member's probabilities of the rows' classes.
  func probabilities(of rows: [Int32]) -> [SoftLabels] {
    members.map { $0.probabilities(of: rows) }
  }
}

extension SoftLabels {
  /// Certainty of the given labels, one a row.
  init(oneHot labels: [Vote], classCount: Int) {
    var values = [Double](repeating: 0, count: labels.count * classCount)
    for (row, label) in labels.enumerated() { values[row * classCount + label.classIndex] = 1 }
    self.init(classCount: classCount, values: values)
  }
}
