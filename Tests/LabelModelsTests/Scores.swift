import Foundation
import LabelingCore

/// Scores of posteriors against gold: ties scored fractionally, log loss clipped at 1e−6.
struct Scores {
  var accuracy = 0.0
  var logLoss = 0.0

  init(_ soft: SoftLabels, of votes: VotePatterns, gold: [Int]) {
    var count = 0.0
    for (row, label) in gold.enumerated() where label >= 0 {
      let probabilities = Array(soft[row: Int(votes.patternOfRow[row])])
      let largest = probabilities.max() ?? 0
      let tied = probabilities.count { $0 >= largest - 1e-9 }
      if probabilities[label] >= largest - 1e-9 { accuracy += 1 / Double(tied) }
      logLoss -= log(min(max(probabilities[label], 1e-6), 1))
      count += 1
    }
    accuracy /= count
    logLoss /= count
  }
}
