internal import LabelingCore
internal import RealModule

/// λ: how much of a witness the end model is compared with the votes.
///
/// Documents with and without votes have a λ each. Before there are answers it is
/// what the end model is expected to be worth: one whole witness where the functions
/// are silent, half of one where it was trained to repeat what they said. Answered
/// documents whose end model scores were made without them then move λ: it is the
/// one of ``candidates`` of least total
///
/// Σ_i −log *P_i*(*y_i* | λ) + *s* (λ − λ_0)²
///
/// the most probable one under a normal prior. So a few answers do not overrule the
/// expectation and many do, whatever documents the answers are about.
package struct EndModelWeight: Hashable, Sendable {
  /// Weights tried.
  package static let candidates = (0...15).map { Double($0) / 10 }
  /// λ_0 of documents with votes.
  package static let expectedVoted = 0.5
  /// λ_0 of documents without votes.
  package static let expectedUnvoted = 1.0
  /// *s*: a standard deviation of half a witness.
  static let strength = 2.0
  /// There is no end model.
  package static let none = EndModelWeight(voted: Choice(weight: 0), unvoted: Choice(weight: 0))

  /// A weight and the evidence for it.
  package struct Choice: Hashable, Sendable {
    /// The weight.
    package var weight: Double
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
      let normalizer = scores.reduce(0) { $0 + Double.exp($1 - largest) }
      return min(largest + Double.log(normalizer) - scores[gold], -Double.log(1e-6))
    }
  }

  /// The weight that cases speak for, when another was expected.
  static func choice(_ cases: [Case], expected: Double) -> Choice {
    guard !cases.isEmpty else { return Choice(weight: expected) }
    let losses = candidates.map { weight in cases.reduce(0) { $0 + $1.loss(weight) } }
    let best =
      candidates.indices.min {
        let (first, second) = (candidates[$0] - expected, candidates[$1] - expected)
        return losses[$0] + strength * first * first < losses[$1] + strength * second * second
      } ?? 0
    let count = Double(cases.count)
    return Choice(
      weight: candidates[best],
      documents: cases.count,
      logLossWithout: losses[0] / count,
      logLoss: losses[best] / count
    )
  }
}
