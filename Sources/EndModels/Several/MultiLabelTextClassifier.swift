package import LabelingCore

/// An end model of several classes together with the features it was trained on: labels texts.
package struct MultiLabelTextClassifier: Hashable, Sendable {
  /// Turns texts into features.
  package let features: HashedFeatures
  /// Turns features into probabilities.
  package var model: FittedMultiLabelEndModel

  /// Puts both together.
  package init(features: HashedFeatures, model: FittedMultiLabelEndModel) {
    precondition(features.columnCount == model.columnCount, "the model is of these features")
    self.features = features
    self.model = model
  }

  /// Probability of each class for each text, each on its own.
  ///
  /// - Parameters:
  ///   - texts: Where the texts are.
  ///   - bytes: The arena they are in, UTF-8.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Returns: A row per text.
  package func probabilities(
    of texts: [DocumentBatch.Slice],
    in bytes: [UInt8],
    threadCount: Int? = nil
  ) -> SoftLabels {
    model.probabilities(
      of: features.features(of: texts, in: bytes, threadCount: threadCount),
      threadCount: threadCount
    )
  }
}
