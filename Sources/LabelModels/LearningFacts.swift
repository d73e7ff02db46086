internal import RealModule

/// How an iterative fit went.
package struct LearningFacts: Hashable, Sendable, Codable {
  /// Iterations done; 0 for models in closed form.
  package var iterations = 0
  /// Whether the posteriors converged before the last iteration allowed.
  package var converged = true
  /// How silence was read, where the model has such a choice.
  package var mode: String?
  /// Whether `mode` was picked from the votes rather than by the caller.
  package var modeIsChosen: Bool?
  /// Share of all votes by voters that ever used exactly one set; without voters of levels.
  package var oneClassShare: Double?
  /// Gain in log-likelihood, with its penalty, when silence depends on the class.
  package var silenceGain: Double?
  /// Estimated share of each class.
  package var balance: [Double] = []
  /// Voters that were counted as relatives of others, and how much each counts.
  package var relatives: [Relatives]?
  /// Whether the votes look independent, where that was asked.
  package var gate: Gate?
  /// How far the gold labels are a random sample; `nil` without gold.
  package var gold: Gold?
  /// What voters' declared confidence turned out to be worth; `nil` where nobody declares any.
  package var confidence: [ConfidenceWorth]?
  /// How much of the result is vote shares besides the blend, by the gold labels.
  package var stackedShare: Double?

  /// Whether all that is about voters and classes is about ones that there are.
  func fits(voterCount: Int, _ classCount: Int) -> Bool {
    let voters = 0..<voterCount
    return (relatives ?? []).allSatisfy {
      voters.contains($0.voter) && $0.others.allSatisfy(voters.contains)
    } && (gate?.worstPair.map { $0.count == 2 && $0.allSatisfy(voters.contains) } ?? true)
      && (gold.map { $0.documents.count == classCount } ?? true)
      && (confidence ?? []).allSatisfy {
        voters.contains($0.voter) && $0.confidences.count == $0.logOdds.count
      }
  }

  /// A voter that votes much like others, beyond what the classes explain.
  package struct Relatives: Hashable, Sendable, Codable {
    /// Index of the voter.
    package var voter: Int
    /// Indices of the others, ascending.
    package var others: [Int]
    /// ω: what a vote of the voter counts, 1 alone.
    package var weight: Double
  }

  /// What a voter's declared confidence turned out to be worth.
  package struct ConfidenceWorth: Hashable, Sendable, Codable {
    /// Index of the voter.
    package var voter: Int
    /// How often its votes are right, at all levels together.
    package var rate: Double
    /// Mean declared confidence of each level, ascending.
    package var confidences: [Double]
    /// Λ: what each level adds to the log-odds of being right.
    package var logOdds: [Double]

    /// Whether no level is worth more than another: all |Λ| are below 0.3.
    package var saysNothing: Bool { logOdds.allSatisfy { abs($0) < 0.3 } }

    /// How often a vote at each level is right.
    package var rates: [Double] {
      let odds = rate / max(1 - rate, 1e-12)
      return logOdds.map { worth in
        let raised = odds * Double.exp(worth)
        return raised / (1 + raised)
      }
    }
  }

  /// How far Dawid and Skene's model has a say, and why.
  package struct Gate: Hashable, Sendable, Codable {
    /// τ: from 0 to 0.8.
    package var openness = 0.0
    /// Votes per parameter of Dawid and Skene's model.
    package var votesPerParameter: Double?
    /// Documents per parameter.
    package var documentsPerParameter: Double?
    /// Expected documents of the rarest class that is voted for.
    package var rarestClass: Double?
    /// Pearson's statistic over its degrees of freedom, all pairs of voters together.
    package var ratio: Double?
    /// The pair of voters farthest from independence, as a normal deviate.
    package var worst: Double?
    /// Indices of these voters.
    package var worstPair: [Int]?
    /// Degrees of freedom of all pairs.
    package var freedom: Double?
    /// Free parameters of the fit.
    package var freeParameters: Double?
    /// How far whole patterns are from independence, as a normal deviate.
    package var patternDeviate: Double?
    /// Degrees of freedom of the patterns.
    package var patternFreedom: Double?
    /// Whether the votes depend on one another so much that this alone leaves no say.
    package var isDependent = false
    /// Whether some document has several votes of one voter, or there are too many voters.
    package var isNotApplicable = false
  }

  /// The documents of known class.
  package struct Gold: Hashable, Sendable, Codable {
    /// *r*: 1 for a random sample, 0 for chosen documents.
    package var randomness: Double
    /// *z*: the largest standardized difference of a class' vote share.
    package var deviate: Double
    /// Documents per class.
    package var documents: [Double]
  }
}
