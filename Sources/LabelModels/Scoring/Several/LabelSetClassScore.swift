package import LabelingCore

/// How well one of several classes was found: as present or absent, document by document.
///
/// A value without evidence is `nil` and left out of the JSON.
package struct LabelSetClassScore: Hashable, Sendable, Codable {
  /// The class.
  package let name: String
  /// Documents that have the class by gold.
  package let support: Int
  /// Documents that were labeled with it.
  package let predictedCount: Int
  /// Share of the documents labeled with it that have it.
  package let precision: Double?
  /// Confidence interval of `precision`.
  package let precisionInterval: Interval?
  /// Share of the documents that have it that were labeled with it; one without labels is missed.
  package let recall: Double?
  /// Confidence interval of `recall`.
  package let recallInterval: Interval?
  /// Harmonic mean of precision and recall; `nil` when the class occurs nowhere.
  package let f1: Double?
  /// Confidence interval of `f1`.
  package let f1Interval: Interval?
  /// Mean negative logarithm of the probability of what is true, present or absent.
  package let logLoss: Double?

  /// Documents that were labeled with it and have it.
  private var hits: Int { Int(((precision ?? 0) * Double(predictedCount)).rounded()) }
  /// Documents that have it and were not labeled with it.
  package var missedCount: Int { support - hits }
  /// Documents that were labeled with it and do not have it.
  package var inventedCount: Int { predictedCount - hits }

  private enum CodingKeys: String, CodingKey {
    case name
    case support
    case predictedCount = "predicted_count"
    case precision
    case precisionInterval = "precision_interval"
    case recall
    case recallInterval = "recall_interval"
    case f1
    case f1Interval = "f1_interval"
    case logLoss = "log_loss"
  }

  init(_ name: String, hits: Int, support: Int, predicted: Int, logLoss: Double?) {
    self.name = name
    self.support = support
    predictedCount = predicted
    precision = predicted > 0 ? Double(hits) / Double(predicted) : nil
    precisionInterval = Interval(successes: hits, total: predicted)
    recall = support > 0 ? Double(hits) / Double(support) : nil
    recallInterval = Interval(successes: hits, total: support)
    f1 = Self.f1(hits: hits, support: support, predicted: predicted)
    // F1 = 2J/(1 + J) grows with J, the share of hits among the documents that have the class or
    // were labeled with it: a proportion, whose interval by Wilson carries over.
    f1Interval = Interval(successes: hits, total: support + predicted - hits).map {
      Interval(lower: 2 * $0.lower / (1 + $0.lower), upper: 2 * $0.upper / (1 + $0.upper))
    }
    self.logLoss = logLoss
  }

  static func f1(hits: Int, support: Int, predicted: Int) -> Double? {
    support + predicted > 0 ? 2 * Double(hits) / Double(support + predicted) : nil
  }
}
