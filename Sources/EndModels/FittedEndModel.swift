package import LabelingCore

/// An end model that has learned: a linear score per class, a temperature, a softmax.
///
/// *P*(*y* | *x*) ∝ exp((*b_y* + *w_y* · *x*) / *T*). With two classes only the
/// second has weights, the first one's score is 0.
package struct FittedEndModel: Hashable, Sendable {
  /// Name of the model that learned.
  package let name: String
  /// The classes, *k*.
  package let labelSpace: LabelSpace
  /// Number of columns, *d*.
  package let columnCount: Int
  /// *d* rows of `stride` weights.
  package internal(set) var weights: [Float]
  /// *b*: `stride` intercepts.
  package internal(set) var intercepts: [Double]
  /// *T*: above 1 makes probabilities less sure; 1 leaves them as they were learned.
  package var temperature = 1.0
  /// Shares of the classes that were learned from, as they were weighted.
  package let balance: [Double]
  /// How the training went.
  package let facts: TrainingFacts

  /// Scores per column and document: 1 for two classes, else *k* rounded up to a multiple of 4.
  package var stride: Int { Self.stride(classCount: labelSpace.classCount) }

  /// See ``stride``.
  package static func stride(classCount: Int) -> Int {
    classCount <= 2 ? 1 : (classCount + 3) / 4 * 4
  }

  /// The weight of a column for a class.
  package func weight(column: Int, classIndex: Int) -> Double {
    guard labelSpace.classCount > 2 else {
      return classIndex == 1 ? Double(weights[column]) : 0
    }
    return Double(weights[column * stride + classIndex])
  }

  /// The model of some of the columns alone, for features that lack the others.
  ///
  /// - Parameters:
  ///   - kept: The columns; the first becomes column 0.
  ///   - scale: What the kept weights are multiplied with: what the features were when the model
  ///     learned, as a multiple of what they are from now on.
  ///   - keepsIntercepts: Whether intercepts stay; one of several parts of a model has them.
  /// - Returns: The part.
  package func selecting(
    columns kept: Range<Int>,
    scaledBy scale: Float = 1,
    keepsIntercepts: Bool = true
  ) -> FittedEndModel {
    FittedEndModel(
      name: name,
      labelSpace: labelSpace,
      columnCount: kept.count,
      weights: weights[(kept.lowerBound * stride)..<(kept.upperBound * stride)].map { scale * $0 },
      intercepts: keepsIntercepts ? intercepts : intercepts.map { _ in 0 },
      balance: balance,
      facts: facts
    )
  }

  /// Probabilities of the classes for each document.
  ///
  /// - Parameters:
  ///   - features: The documents; of the same columns as those learned from.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Returns: A row per document.
  /// - Complexity: O(entries · *k*).
  package func probabilities(of features: FeatureMatrix, threadCount: Int? = nil) -> SoftLabels {
    scores(of: features, threadCount: threadCount)
      .probabilities(temperature: temperature, threadCount: threadCount)
  }
}

/// How the training of an end model went.
package struct TrainingFacts: Hashable, Sendable, Codable {
  /// Documents learned from.
  package var documents = 0
  /// Iterations done; 1 for a model without.
  package var iterations = 1
  /// Whether the fit converged.
  package var converged = true
  /// The objective at the end, per unit of weight; 0 for a model without.
  package var objective = 0.0
}
