package import LabelingCore

/// An end model together with the features it was trained on: labels texts.
package struct TextClassifier<Model: FeatureModel>: Hashable, Sendable {
  /// Turns texts into features.
  package let features: HashedFeatures
  /// Turns features into probabilities.
  package var model: Model

  /// Puts both together.
  package init(features: HashedFeatures, model: Model) {
    precondition(features.columnCount == model.columnCount, "the model is of these features")
    self.features = features
    self.model = model
  }

  /// Probabilities of the classes for each text.
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

  /// Probabilities of the classes for each text.
  package func probabilities(of texts: [String]) -> SoftLabels {
    model.probabilities(of: features.features(of: texts), threadCount: nil)
  }
}

extension HashedFeatures {
  /// The features of texts where they are.
  func features(
    of texts: [DocumentBatch.Slice],
    in bytes: [UInt8],
    threadCount: Int?
  ) -> FeatureMatrix {
    var terms = DocumentTerms(options: options, threadCount: threadCount)
    terms.append(texts, of: bytes)
    return features(of: terms, threadCount: threadCount)
  }
}
