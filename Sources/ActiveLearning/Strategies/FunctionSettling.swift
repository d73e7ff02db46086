internal import LabelingCore

/// Documents that settle how accurate one labeling function is.
///
/// Documents the function votes on are drawn with probability in proportion to
/// √(*p* (1 − *p*)), *p* being the probability that its vote is right: by that rule
/// (Neyman's) the estimate of the accuracy has the least variance. No document's
/// size is less than a tenth of the largest possible, as *p* may be wrong.
/// The inclusion probabilities are exact, so weighting answers by their inverse
/// estimates the accuracy without bias. Other documents fill a batch that is
/// larger than the function's open documents, without inclusion probability.
/// - Complexity: O(*n*).
/// - SeeAlso: Sawade, Landwehr, Bickel & Scheffer 2010, "Active risk estimation", ICML;
///   systematic sampling: Madow 1949, doi:10.1214/aoms/1177729988
package struct FunctionSettling: QueryStrategy {
  package static let name = "function"

  /// Name of the labeling function.
  package let function: String

  package var name: String { "\(Self.name):\(function)" }
  package var needs: Set<QueryNeed> { [.votes] }
  /// A function that says something of several classes has an accuracy for each.
  package var takesSeveral: Bool { false }

  /// Creates the strategy for a labeling function.
  package init(function: String) { self.function = function }

  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem] {
    guard situation.kind == .one else { throw .ofOneClass(strategy: name) }
    let votes = try situation.votes(for: name)
    guard let voter = votes.voters.firstIndex(of: function) else {
      throw .unknownFunction(function, functions: votes.voters)
    }
    let voted = Self.votes(of: voter, in: votes)
    let covered = situation.candidates.filter { !voted[Int(votes.patternOfRow[Int($0)])].isAbstain }
    let posterior = try? situation.posterior(.labelModel, for: name)
    let order = Draw.rows(covered.count, of: covered, using: &generator)
    let sizes = order.map { row -> Double in
      guard let posterior else { return 1 }
      let vote = voted[Int(votes.patternOfRow[Int(row)])]
      let probabilities = posterior[Int(row)]
      // A set is right where the truth is one of its classes.
      let right = min(
        votes.ballots.classes(of: vote.classIndex)
          .reduce(0) { $0 + (probabilities.dropFirst($1).first ?? 0) },
        1
      )
      return max(0.05, (right * (1 - right)).squareRoot())
    }
    let probabilities = Self.inclusionProbabilities(of: sizes, count: min(count, order.count))
    var items: [QueryItem] = []
    // Systematic: one offset, and a document wherever the sum of probabilities passes
    // the next whole number.
    let offset = Draw.unit(using: &generator)
    var sum = offset
    for (place, probability) in probabilities.enumerated() {
      let before = sum.rounded(.down)
      sum += probability
      // Rounding must not lose a document that is certain to be drawn.
      guard sum.rounded(.down) > before || probability >= 1 else { continue }
      items.append(
        QueryItem(
          row: Int(order[place]),
          utility: sizes[place],
          strategy: name,
          inclusionProbability: probability
        )
      )
      if items.count == count { break }
    }
    guard items.count < count else { return items }
    let taken = Set(items.map { Int32(truncatingIfNeeded: $0.row) })
    let others = situation.candidates.filter { !taken.contains($0) }
    // Documents the function votes on go before those it says nothing about.
    let isCovered = Set(covered)
    let ranking = UtilityRanking(using: &generator)
    let filler = others.map { isCovered.contains($0) ? 1e-3 : 0.0 }
    return items
      + ranking.best(count - items.count, of: filler, candidates: others).map {
        QueryItem(row: Int(others[$0]), utility: filler[$0], strategy: name)
      }
  }

  /// The function's vote in each pattern.
  private static func votes(of voter: Int, in votes: VotePatterns) -> [Vote] {
    (0..<votes.patternCount).map { x in
      let entry = votes.entries(of: x).first { Int($0.voter) == voter }
      return entry.map { Vote(rawValue: $0.ballot) } ?? .abstain
    }
  }

  /// Probabilities in proportion to size that add up to `count`, none above 1.
  private static func inclusionProbabilities(of sizes: [Double], count: Int) -> [Double] {
    guard count < sizes.count else { return sizes.map { _ in 1 } }
    var isCertain = [Bool](repeating: false, count: sizes.count)
    while true {
      let certain = isCertain.count { $0 }
      let rest = zip(sizes, isCertain).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
      let scale = rest > 0 ? Double(count - certain) / rest : 0
      var isSettled = true
      for place in sizes.indices where !isCertain[place] && sizes[place] * scale > 1 {
        isCertain[place] = true
        isSettled = false
      }
      if isSettled {
        return sizes.indices.map { isCertain[$0] ? 1 : sizes[$0] * scale }
      }
    }
  }
}
