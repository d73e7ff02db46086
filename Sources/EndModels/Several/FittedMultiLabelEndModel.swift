package import LabelingCore

/// An end model of documents that have several classes: a trained binary model per class, over the
/// same columns.
package struct FittedMultiLabelEndModel: Hashable, Sendable {
  /// Above this probability a document has a class, unless the labels say otherwise.
  package static let defaultThreshold = 0.5

  /// The classes, *k*.
  package let labelSpace: LabelSpace
  /// Whether a document has each class, absent or present, in the order of the classes.
  package var parts: [FittedEndModel]
  /// Above which probability a document has each class.
  package var thresholds: [Double]

  /// Puts the models of the classes together.
  package init(labelSpace: LabelSpace, parts: [FittedEndModel], thresholds: [Double]) {
    precondition(!parts.isEmpty && parts.count == labelSpace.classCount, "a model per class")
    precondition(parts.allSatisfy { $0.stride == 1 }, "a class is absent or present")
    precondition(parts.allSatisfy { $0.columnCount == parts[0].columnCount }, "shared columns")
    precondition(thresholds.count == parts.count, "a threshold per class")
    self.labelSpace = labelSpace
    self.parts = parts
    self.thresholds = thresholds
  }

  /// Name of the model that learned.
  package var name: String { parts[0].name }
  /// Number of columns, *d*.
  package var columnCount: Int { parts[0].columnCount }

  /// Probability of each class for each document, each on its own.
  ///
  /// - Parameters:
  ///   - features: The documents; of the same columns as those learned from.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Returns: A row per document.
  /// - Complexity: O(entries · *k*).
  package func probabilities(of features: FeatureMatrix, threadCount: Int? = nil) -> SoftLabels {
    let k = labelSpace.classCount
    var values = [Double](repeating: 0, count: features.rowCount * k)
    for (c, part) in parts.enumerated() {
      let own = part.probabilities(of: features, threadCount: threadCount)
      for row in 0..<features.rowCount { values[row * k + c] = own.values[2 * row + 1] }
    }
    return SoftLabels(classCount: k, values: values)
  }

  /// The classes of a document, ascending, by its probabilities.
  package func labels(from probabilities: ArraySlice<Double>) -> [Int] {
    thresholds.indices.filter { probabilities[probabilities.startIndex + $0] > thresholds[$0] }
  }
}
