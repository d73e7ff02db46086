internal import LabelingCore
internal import Threads

/// Multinomial logistic regression on probabilities of classes, by L-BFGS.
///
/// Minimizes the expected cross entropy under the soft labels with an L2
/// penalty, (1/*S*) Σ_i Σ_y *s_i* *c_y* *q_i*(*y*) · −log *P*(*y* | *x_i*) +
/// ‖*W*‖² / (2 *C* *S*), where *S* = Σ *s_i* *c_y* *q_i*(*y*); intercepts are not
/// penalised. Documents whose label is unsure pull both ways, which is the
/// noise-aware loss of data programming. With one-hot targets it is
/// scikit-learn's `LogisticRegression`; two classes share one vector as there.
///
/// Only columns that occur are part of the problem, so that a fit to a few
/// documents of a large pool costs as much as the few documents.
/// - SeeAlso: Ratner et al. 2016, "Data programming", arXiv:1605.07723, section 2
package struct LogisticRegression: RegularizedEndModel, Hashable {
  package static let name = "logistic-regression"

  /// *C*: the larger, the weaker the penalty.
  package var inverseRegularization: Double
  /// How much documents of each class count.
  package var classWeighting: ClassWeighting
  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no component of the gradient is larger.
  package var tolerance: Double

  /// The penalty unless another is asked for.
  package static let defaultInverseRegularization = 10.0

  /// Creates the model.
  package init(
    inverseRegularization: Double = defaultInverseRegularization,
    classWeighting: ClassWeighting = .equal,
    maximumIterations: Int = 200,
    tolerance: Double = 1e-4
  ) {
    self.inverseRegularization = inverseRegularization
    self.classWeighting = classWeighting
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  package func fitted(
    to set: TrainingSet,
    from start: FittedEndModel?,
    threadCount: Int?
  ) throws(EndModelError) -> FittedEndModel {
    try checkHyperparameters()
    try set.check()
    let classWeights = try classWeighting.weights(totals: set.classTotals)
    let objective = LogisticObjective(
      set,
      classWeights: classWeights,
      inverseRegularization: inverseRegularization,
      threadCount: threadCount ?? FixedChunks.processorCount
    )
    return minimum(of: objective, in: set, from: try objective.start(from: start))
  }

  /// Learns what to add to scores that the documents have already.
  ///
  /// Minimizes the same loss with the scores as offsets, Σ_i Σ_y *s_i* *q_i*(*y*) · −log *P*(*y*)
  /// where *P* is the softmax of the offsets plus the model's own scores. Intercepts are
  /// penalised too, so that the correction is nothing where the documents do not speak for one;
  /// documents of a single class do, when the offsets had it otherwise.
  /// - Parameters:
  ///   - offsets: A row of scores per document.
  ///   - set: The documents.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Returns: The correction; its scores are to be added to others.
  /// - Throws: ``EndModelError/invalidHyperparameter(name:rule:)``.
  package func correction(
    of offsets: ClassScores,
    to set: TrainingSet,
    threadCount: Int? = nil
  ) throws(EndModelError) -> FittedEndModel {
    precondition(offsets.rowCount == set.features.rowCount, "a row of scores per document")
    try checkHyperparameters()
    let objective = LogisticObjective(
      set,
      classWeights: [Double](repeating: 1, count: set.labelSpace.classCount),
      inverseRegularization: inverseRegularization,
      offsets: offsets,
      penalizesIntercepts: true,
      threadCount: threadCount ?? FixedChunks.processorCount
    )
    return minimum(of: objective, in: set, from: try objective.start(from: nil))
  }

  private func checkHyperparameters() throws(EndModelError) {
    guard inverseRegularization > 0, inverseRegularization.isFinite else {
      throw .invalidHyperparameter(name: "inverse regularization", rule: "is a positive number")
    }
    guard maximumIterations > 0, tolerance > 0 else {
      throw .invalidHyperparameter(name: "iterations and tolerance", rule: "are positive")
    }
  }

  private func minimum(
    of objective: LogisticObjective,
    in set: TrainingSet,
    from start: [Double]
  ) -> FittedEndModel {
    var point = start
    let outcome = LBFGS(maximumIterations: maximumIterations, tolerance: tolerance)
      .minimize(from: &point, curvatures: objective.curvatures, objective.evaluate)
    var facts = TrainingFacts()
    facts.documents = objective.documentCount
    facts.iterations = outcome.iterations
    facts.converged = outcome.converged
    facts.objective = outcome.value
    let (weights, intercepts) = objective.model(at: point)
    return FittedEndModel(
      name: Self.name,
      labelSpace: set.labelSpace,
      columnCount: set.features.columnCount,
      weights: weights,
      intercepts: intercepts,
      balance: objective.balance,
      facts: facts
    )
  }
}
