internal import LabelingCore
internal import RealModule

/// Documents on which the labeling functions vote for different classes.
///
/// Documents without votes have no utility. Where documents may have several classes, functions
/// disagree about a class that some say is present and others absent, and that adds up over classes.
/// - Complexity: O(*n* + entries of the distinct patterns).
/// - SeeAlso: Vote entropy: Dagan & Engelson 1995, doi:10.1016/B978-1-55860-377-6.50027-X
package struct VoteDisagreement: UtilityStrategy {
  /// How disagreement is measured.
  package enum Measure: String, Sendable, CaseIterable {
    /// Entropy of the shares of the classes among the votes, as a share of its maximum.
    case disagreement
    /// Number of pairs of votes for different classes: many functions in conflict come first.
    case conflict
  }

  /// How disagreement is measured.
  package let measure: Measure

  /// Creates the strategy.
  package init(_ measure: Measure) { self.measure = measure }

  package var name: String { measure.rawValue }
  package var needs: Set<QueryNeed> { [.votes] }

  package func utilities(
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [Double] {
    let votes = try situation.votes(for: name)
    let values = (0..<votes.patternCount).map {
      value(of: votes.entries(of: $0), votes.ballots, situation)
    }
    return situation.candidates.map { values[Int(votes.patternOfRow[Int($0)])] }
  }

  private func value(
    of entries: ArraySlice<VotePatterns.Entry>,
    _ ballots: BallotList,
    _ situation: QuerySituation
  ) -> Double {
    guard entries.count > 1 else { return 0 }
    if ballots.kind == .several { return value(ofStatements: entries, ballots) }
    var counts = [Double](repeating: 0, count: situation.classCount)
    for entry in entries {
      let classes = ballots.classes(of: Int(entry.ballot))
      for c in classes { counts[c] += Double(entry.count) / Double(classes.count) }
    }
    let total = counts.reduce(0, +)
    switch measure {
    case .disagreement:
      let entropy = counts.reduce(0) { $0 - ($1 > 0 ? $1 / total * Double.log($1 / total) : 0) }
      return max(0, entropy / Double.log(Double(max(2, situation.classCount))))
    case .conflict:
      return (total * total - counts.reduce(0) { $0 + $1 * $1 }) / 2
    }
  }

  private func value(
    ofStatements entries: ArraySlice<VotePatterns.Entry>,
    _ ballots: BallotList
  ) -> Double {
    let k = ballots.classCount
    var counts = [Double](repeating: 0, count: 2 * k)
    for entry in entries {
      for statement in ballots.classes(of: Int(entry.ballot)) {
        counts[statement] += Double(entry.count)
      }
    }
    return (0..<k).reduce(0) { sum, c in
      let (present, absent) = (counts[c], counts[k + c])
      guard present > 0, absent > 0 else { return sum }
      guard measure == .disagreement else { return sum + present * absent }
      let share = present / (present + absent)
      let entropy = -share * Double.log(share) - (1 - share) * Double.log(1 - share)
      return sum + entropy / Double.log(2)
    }
  }
}
