/// How well one class was found.
///
/// The class' probability is judged one against the rest. A value without
/// evidence is `nil` and left out of the JSON.
package struct ClassScore: Hashable, Sendable, Codable {
  /// The class.
  package let name: String
  /// Rows of this gold class.
  package let support: Int
  /// Rows labeled as this class.
  package let predictedCount: Int
  /// Share of the rows labeled as this class that are of it.
  package let precision: Double?
  /// Share of this class' rows labeled as it; rows without a label are missed.
  package let recall: Double?
  /// Harmonic mean of precision and recall; `nil` when the class occurs nowhere.
  package let f1: Double?
  /// Mean negative logarithm of the class' probability on its own rows.
  package let logLoss: Double?
  /// Mean squared difference of the class' probability from 0 or 1, over all rows
  /// whose class is known.
  package let brier: Double?
  /// Expected calibration error of the class' probability.
  package let ece: Double?

  private enum CodingKeys: String, CodingKey {
    case name
    case support
    case predictedCount = "predicted_count"
    case precision
    case recall
    case f1
    case logLoss = "log_loss"
    case brier
    case ece
  }

  init(_ c: Int, of confusion: ConfusionMatrix, probabilities: ProbabilityScores?) {
    let hits = confusion[c, c]
    name = confusion.classes[c]
    support = confusion.support(of: c)
    predictedCount = confusion.predicted(as: c)
    precision = predictedCount > 0 ? Double(hits) / Double(predictedCount) : nil
    recall = support > 0 ? Double(hits) / Double(support) : nil
    f1 = support + predictedCount > 0 ? 2 * Double(hits) / Double(support + predictedCount) : nil
    logLoss = probabilities?.logLossOfClass[c]
    brier = probabilities?.brierOfClass[c]
    ece = probabilities?.reliabilityOfClass[c].expectedCalibrationError
  }
}
