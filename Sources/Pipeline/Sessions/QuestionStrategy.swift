internal import Glibc
internal import LabelStore

/// How the next questions are chosen from the documents that nobody was asked about.
package enum QuestionStrategy: String, CaseIterable, Sendable {
  /// Each document with the same probability.
  case random
  /// The greatest entropy of the posterior first.
  case entropy
  /// The smallest gap between the two most probable classes first.
  case margin
  /// The smallest probability of the most probable class first.
  case leastConfidence = "least-confidence"

  /// Whether it looks at the classes' probabilities.
  package var needsProbabilities: Bool { self != .random }

  /// What stands in place of a strategy for questions that were given.
  static let given = "ask"

  /// Chooses questions; ties are broken by the generator.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - candidates: Numbers of the documents.
  ///   - posterior: The classes' probabilities; random choice ignores them.
  ///   - generator: Where chance comes from.
  /// - Returns: The questions, the most useful first.
  /// - Complexity: O(*n* log *n*) for *n* candidates.
  func choose(
    _ count: Int,
    from candidates: [Int],
    posterior: SessionPosterior?,
    using generator: inout some RandomNumberGenerator
  ) -> [StoredQuestion] {
    let wanted = min(count, candidates.count)
    guard self != .random, let posterior else {
      let probability = Double(wanted) / Double(max(1, candidates.count))
      return draw(wanted, from: candidates, using: &generator).map {
        StoredQuestion(
          document: $0,
          strategy: Self.random.rawValue,
          probability: probability
        )
      }
    }
    let scored = candidates.map { document in
      (document, utility(of: posterior[document]), generator.next())
    }
    let order = scored.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.2 < $1.2 }
    return order.prefix(wanted).map {
      StoredQuestion(document: $0.0, strategy: rawValue, probability: nil)
    }
  }

  private func utility(of probabilities: ArraySlice<Double>) -> Double {
    switch self {
    case .random: return 0
    case .entropy: return probabilities.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
    case .leastConfidence: return 1 - (probabilities.max() ?? 1)
    case .margin:
      let sorted = probabilities.sorted(by: >)
      return sorted.count > 1 ? sorted[1] - sorted[0] : 0
    }
  }

  private func draw(
    _ count: Int,
    from candidates: [Int],
    using generator: inout some RandomNumberGenerator
  ) -> [Int] {
    var rest = candidates
    for index in 0..<count {
      rest.swapAt(index, Int.random(in: index..<rest.count, using: &generator))
    }
    return Array(rest.prefix(count))
  }
}
