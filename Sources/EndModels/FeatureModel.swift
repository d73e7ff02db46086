package import LabelingCore

/// A trained model of documents' features, of whatever labels.
package protocol FeatureModel: Hashable, Sendable {
  /// Number of columns, *d*.
  var columnCount: Int { get }

  /// Probabilities of the classes for each document, as its labels have them: of one class together,
  /// or of several each on its own.
  ///
  /// - Parameters:
  ///   - features: The documents; of the same columns as those learned from.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Returns: A row per document.
  func probabilities(of features: FeatureMatrix, threadCount: Int?) -> SoftLabels
}

extension FittedEndModel: FeatureModel {}
extension FittedMultiLabelEndModel: FeatureModel {}
