package import LabelingCore

/// Trains classifiers on the documents of a pool.
package protocol PoolTrainer: Sendable {
  /// Trains a classifier; the same data give the same classifier.
  ///
  /// - Parameters:
  ///   - rows: Rows of the documents; one may occur several times.
  ///   - targets: Probabilities of the classes of each, in the same order.
  ///   - weights: Weight of each; `nil` for 1.
  ///   - start: A classifier of the same classes to start from.
  /// - Returns: The classifier.
  func trained(
    on rows: [Int32],
    targets: SoftLabels,
    weights: [Double]?,
    from start: (any PoolModel)?
  ) -> any PoolModel
}

/// A trained classifier of the documents of a pool.
package protocol PoolModel: Sendable {
  /// Probabilities of these documents' classes, in their order.
  func probabilities(of rows: [Int32]) -> SoftLabels
}
