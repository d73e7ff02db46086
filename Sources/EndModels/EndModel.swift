/// A classifier of documents by their features, with its hyperparameters.
///
/// Hyperparameters are in the initializer, data in ``fitted(to:from:threadCount:)``.
/// A model is deterministic: the same data give the same bytes on any number of
/// threads.
package protocol EndModel: Sendable {
  /// Name on the command line and in model files.
  static var name: String { get }

  /// How much documents of each class count.
  var classWeighting: ClassWeighting { get set }

  /// Learns from documents and the probabilities of their classes.
  ///
  /// - Parameters:
  ///   - set: Features, probabilities and weights.
  ///   - start: A model of the same columns and classes whose weights the fit
  ///     starts from, where it is iterative.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Returns: The model with what it learned.
  /// - Throws: What makes the data unfit for the model.
  func fitted(
    to set: TrainingSet,
    from start: FittedEndModel?,
    threadCount: Int?
  ) throws(EndModelError) -> FittedEndModel
}

extension EndModel {
  /// Learns without a start, a thread per processor; see ``fitted(to:from:threadCount:)``.
  package func fitted(
    to set: TrainingSet,
    from start: FittedEndModel? = nil
  ) throws(EndModelError) -> FittedEndModel {
    try fitted(to: set, from: start, threadCount: nil)
  }
}

/// An end model with a penalty on its weights.
package protocol RegularizedEndModel: EndModel {
  /// The larger, the weaker the penalty; above 0.
  var inverseRegularization: Double { get set }
}
