internal import Glibc
internal import LabelingCore

/// λ: how much of a witness the end model is beside the votes.
///
/// Chosen as the λ of ``candidates`` of least log loss on answered documents
/// whose end model scores were made without them. Documents with and without
/// votes have a λ each: where there are votes the end model repeats them. 0
/// stays unless another is better by more than one standard error of the paired
/// difference, so the end model does not count when it does not help. The votes'
/// own posterior has been fitted with these answers, which is to λ's disadvantage.
package struct EndModelWeight: Hashable, Sendable {
  /// Weights tried.
  package static let candidates = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
  /// Fewest answered documents that a weight is chosen by.
  package static let leastDocuments = 20
  /// The end model does not count.
  package static let none = EndModelWeight(voted: Choice(), unvoted: Choice())

  /// A weight and what speaks for it.
  package struct Choice: Hashable, Sendable {
    /// The weight.
    package var weight = 0.0
    /// Answered documents it was chosen by.
    package var documents = 0
    /// Log loss on them without the end model; `nil` without documents.
    package var logLossWithout: Double?
    /// Log loss on them with it; `nil` without documents.
    package var logLoss: Double?
  }

  /// For documents with votes.
  package var voted: Choice
  /// For documents without votes.
  package var unvoted: Choice

  /// Whether the end model counts for any document.
  package var counts: Bool { voted.weight > 0 || unvoted.weight > 0 }

  /// One answered document.
  struct Case {
    /// log *P_x* of each class.
    var logPosterior: [Double]
    /// log (*r*/*b*) of each class.
    var logRatio: [Double]
    /// The settled class.
    var gold: Int

    /// −log of the settled class' probability at a weight, which counts as 1e−6 at least.
    func loss(_ weight: Double) -> Double {
      let scores = zip(logPosterior, logRatio).map { $0 + weight * $1 }
      let largest = scores.max() ?? 0
      let normaliser = scores.reduce(0) { $0 + exp($1 - largest) }
      return min(largest + log(normaliser) - scores[gold], -log(1e-6))
    }
  }

  /// The weight that cases speak for.
  static func choice(_ cases: [Case]) -> Choice {
    guard !cases.isEmpty else { return Choice() }
    let losses = candidates.map { weight in cases.map { $0.loss(weight) } }
    let means = losses.map { HeldOutScores.Mean($0).value }
    var choice = Choice(documents: cases.count, logLossWithout: means[0], logLoss: means[0])
    guard cases.count >= leastDocuments,
      let best = means.indices.min(by: { means[$0] < means[$1] })
    else { return choice }
    let gain = HeldOutScores.Mean(zip(losses[0], losses[best]).map { $0 - $1 })
    if gain.value > gain.standardError {
      choice.weight = candidates[best]
      choice.logLoss = means[best]
    }
    return choice
  }
}
