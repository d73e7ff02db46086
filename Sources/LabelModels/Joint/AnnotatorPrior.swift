internal import LabelingCore

/// How far annotators are trusted.
package struct AnnotatorPrior: Hashable, Sendable, Codable {
  /// Accuracy that is expected of each annotator.
  package var accuracy: Double
  /// By name, for annotators of whom something else is expected.
  package var accuracies: [String: Double]
  /// Answers' worth of that expectation, against answers that others answered too.
  package var priorAnswers: Double
  /// Answers settle a document when they alone make a class so probable.
  package var settlingProbability: Double

  /// Creates the trust.
  package init(
    accuracy: Double = 0.98,
    accuracies: [String: Double] = [:],
    priorAnswers: Double = 10,
    settlingProbability: Double = 0.9
  ) {
    self.accuracy = accuracy
    self.accuracies = accuracies
    self.priorAnswers = priorAnswers
    self.settlingProbability = settlingProbability
  }

  /// Accuracy expected of an annotator, kept off 0 and 1.
  func accuracy(of annotator: String) -> Double {
    min(max(accuracies.first { $0.key.isExactly(annotator) }?.value ?? accuracy, 1e-6), 1 - 1e-6)
  }
}
