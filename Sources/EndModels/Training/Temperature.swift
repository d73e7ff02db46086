package import LabelingCore
internal import RealModule

/// The temperature that makes scores say how often they are right.
///
/// One number cannot change which class comes first. It is the maximum a posteriori under a
/// log-normal prior around 1: a few known documents, all of them right, ask for a temperature near
/// 0, at which the first error costs more than all they gain. The prior weighs as much as a few
/// documents do, so with many known documents the temperature is that of the least log loss.
///
/// It is found by a golden section search of log *T*.
/// - SeeAlso: Guo et al. 2017, "On calibration of modern neural networks", arXiv:1706.04599
package enum Temperature {
  /// Fewest known documents from which a model is calibrated and judged.
  package static let leastDocuments = 20
  /// Standard deviation of log *T* under the prior.
  static let priorDeviation = 0.35
  /// The temperatures that are looked through.
  package static let bounds = (lower: 0.05, upper: 20.0)

  /// Whether a temperature is where the search ends, so that the best one may lie beyond.
  package static func isAtBound(_ temperature: Double) -> Bool {
    temperature < bounds.lower * 1.001 || temperature > bounds.upper / 1.001
  }

  /// The best temperature for scores that were made without the documents' own labels.
  ///
  /// - Parameters:
  ///   - scores: A row per document.
  ///   - gold: Known classes; documents that abstain take no part.
  /// - Returns: The temperature; 1 without known documents.
  package static func fitted(to scores: ClassScores, gold: [Vote]) -> Double {
    precondition(gold.count == scores.rowCount, "a class per row, or abstain")
    let rows = gold.indices.filter { !gold[$0].isAbstain }
    guard !rows.isEmpty else { return 1 }
    func loss(_ logTemperature: Double) -> Double {
      let inverse = Double.exp(-logTemperature)
      let distance = logTemperature / priorDeviation
      return rows.reduce(distance * distance / 2) { sum, row in
        let start = row * scores.classCount
        let row = scores.values[start..<(start + scores.classCount)].map { $0 * inverse }
        let largest = row.max() ?? 0
        let normalizer = row.reduce(0) { $0 + Double.exp($1 - largest) }
        return sum + largest + Double.log(normalizer)
          - row[gold[start / scores.classCount].classIndex]
      }
    }
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (Double.log(bounds.lower), Double.log(bounds.upper))
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (leftLoss, rightLoss) = (loss(left), loss(right))
    for _ in 0..<40 {
      if leftLoss <= rightLoss {
        (high, right, rightLoss) = (right, left, leftLoss)
        left = high - ratio * (high - low)
        leftLoss = loss(left)
      } else {
        (low, left, leftLoss) = (left, right, rightLoss)
        right = low + ratio * (high - low)
        rightLoss = loss(right)
      }
    }
    return Double.exp((low + high) / 2)
  }
}
