internal import Glibc
package import LabelingCore

/// The temperature that gives scores the least log loss on documents of known class.
///
/// One number cannot change which class comes first. It is found by a golden
/// section search of log *T*: the loss is convex in 1/*T*, so it has one minimum.
/// - SeeAlso: Guo et al. 2017, "On calibration of modern neural networks", arXiv:1706.04599
package enum Temperature {
  /// Fewest known documents that a temperature is fitted to.
  package static let leastDocuments = 20
  /// The temperatures that are looked through.
  static let bounds = (lower: 0.05, upper: 20.0)

  /// The best temperature for scores that were made without the documents' own labels.
  ///
  /// - Parameters:
  ///   - scores: A row per document.
  ///   - gold: Known classes; documents that abstain take no part.
  /// - Returns: 1 below ``leastDocuments`` known documents.
  package static func fitted(to scores: ClassScores, gold: [Vote]) -> Double {
    precondition(gold.count == scores.rowCount, "a class per row, or abstain")
    let rows = gold.indices.filter { !gold[$0].isAbstain }
    guard rows.count >= leastDocuments else { return 1 }
    func loss(_ logTemperature: Double) -> Double {
      let inverse = exp(-logTemperature)
      return rows.reduce(0) { sum, row in
        let start = row * scores.classCount
        let row = scores.values[start..<(start + scores.classCount)].map { $0 * inverse }
        let largest = row.max() ?? 0
        let normaliser = row.reduce(0) { $0 + exp($1 - largest) }
        return sum + largest + log(normaliser) - row[gold[start / scores.classCount].classIndex]
      }
    }
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (log(bounds.lower), log(bounds.upper))
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
    return exp((low + high) / 2)
  }
}
