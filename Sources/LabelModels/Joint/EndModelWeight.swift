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
///
/// Where documents may have several classes, each class of a document is a case by itself, present
/// or absent, and has votes when a function spoke of that class.
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
    /// Cases it was chosen by.
    package var caseCount = 0
    /// Mean log loss on them without the end model; `nil` without cases.
    package var logLossWithout: Double?
    /// Mean log loss on them with it; `nil` without cases.
    package var logLoss: Double?
  }

  /// For documents with votes.
  package var voted: Choice
  /// For documents without votes.
  package var unvoted: Choice

  /// Whether the end model counts for any document.
  package var counts: Bool { voted.weight > 0 || unvoted.weight > 0 }

  /// One answered document, or one class of it where it may have several.
  package struct Case {
    /// log *P_x* of each class, up to a constant.
    let logPosterior: [Double]
    /// log (*r*/*b*) of each class, up to a constant.
    let logRatio: [Double]
    /// The settled class.
    let gold: Int

    /// An answered document of one class.
    init(logPosterior: [Double], logRatio: [Double], gold: Int) {
      self.logPosterior = logPosterior
      self.logRatio = logRatio
      self.gold = gold
    }

    /// Whether an answered document has a class.
    ///
    /// - Parameters:
    ///   - logit: The log odds of the class without the end model.
    ///   - logRatio: The end model's log odds less those it was trained with.
    ///   - isPresent: What was answered.
    package init(logit: Double, logRatio: Double, isPresent: Bool) {
      self.init(logPosterior: [0, logit], logRatio: [0, logRatio], gold: isPresent ? 1 : 0)
    }

    /// −log of the settled class' probability at a weight, which counts as 1e−6 at least.
    func loss(_ weight: Double) -> Double {
      let scores = zip(logPosterior, logRatio).map { $0 + weight * $1 }
      let largest = scores.max() ?? 0
      let normalizer = scores.reduce(0) { $0 + Double.exp($1 - largest) }
      return min(largest + Double.log(normalizer) - scores[gold], -Double.log(1e-6))
    }
  }

  /// The weights that cases speak for: what is expected, without any.
  ///
  /// - Parameters:
  ///   - votedCases: Those with votes; the end model's part was made without their answers.
  ///   - unvotedCases: Those without votes.
  /// - Complexity: O(candidates · cases · classes).
  package init(votedCases: [Case], unvotedCases: [Case]) {
    self.init(
      voted: Self.choice(votedCases, expected: Self.expectedVoted),
      unvoted: Self.choice(unvotedCases, expected: Self.expectedUnvoted)
    )
  }

  private init(voted: Choice, unvoted: Choice) {
    self.voted = voted
    self.unvoted = unvoted
  }

  /// The weight that cases speak for, when another was expected.
  private static func choice(_ cases: [Case], expected: Double) -> Choice {
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
      caseCount: cases.count,
      logLossWithout: losses[0] / count,
      logLoss: losses[best] / count
    )
  }
}
