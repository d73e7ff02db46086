package import LabelingCore

/// Probabilities of the documents with gold labels, each by a fit that did not know its own.
///
/// Up to five folds: the *i*-th document with gold, in the order of sorted patterns, is in fold *i*
/// mod folds.
package struct MultiLabelHeldOut: Sendable {
  /// Most folds.
  package static let mostFolds = 5
  /// Fewer documents with gold cannot be held out.
  package static let leastGold = 2

  /// Probabilities of each row.
  package private(set) var probabilities: SoftLabels
  /// Classes of each row by gold.
  package private(set) var gold: [[Int]] = []
  /// Documents with each row.
  package private(set) var counts: [Int] = []
  /// Whether somebody voted on it.
  package private(set) var isCovered: [Bool] = []

  /// Fits the model once per fold.
  ///
  /// - Throws: ``LabelModelError/noGoldForThresholds(found:)`` for fewer than two documents with
  ///   gold, and what fitting throws.
  package init(
    of model: MultiLabelModel,
    on votes: VotePatterns,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) {
    let votes = VotePatterns.merging([votes])
    let k = votes.labelSpace.classCount
    probabilities = SoftLabels(classCount: max(k, 1), values: [])
    var total = 0
    for x in 0..<votes.patternCount where !votes.gold[x].isAbstain { total += votes.counts[x] }
    guard total >= Self.leastGold else { throw .noGoldForThresholds(found: total) }
    let foldCount = min(Self.mostFolds, total)
    for fold in 0..<foldCount {
      let (rest, held) = Self.split(votes, fold, foldCount)
      let fitted = try model.fitted(to: rest, options: options)
      let found = try fitted.probabilities(of: held.withoutGold(), options: options)
      probabilities.values += found.values
      for x in 0..<held.patternCount {
        gold.append(held.goldClasses(of: x) ?? [])
        counts.append(held.counts[x])
        isCovered.append(!held.entries(of: x).isEmpty)
      }
    }
  }

  /// All rows with the gold labels of one fold left out, and the rows that they are of.
  private static func split(
    _ votes: VotePatterns,
    _ fold: Int,
    _ foldCount: Int
  ) -> (rest: VotePatterns, held: VotePatterns) {
    var rest: [(x: Int, count: Int, hasGold: Bool)] = []
    var held: [(x: Int, count: Int, hasGold: Bool)] = []
    var place = 0
    for x in 0..<votes.patternCount {
      let count = votes.counts[x]
      guard !votes.gold[x].isAbstain else {
        rest.append((x, count, false))
        continue
      }
      let taken = (place..<(place + count)).count { $0 % foldCount == fold }
      place += count
      if taken < count { rest.append((x, count - taken, true)) }
      if taken > 0 {
        rest.append((x, taken, false))
        held.append((x, taken, true))
      }
    }
    return (patterns(rest, of: votes), patterns(held, of: votes))
  }

  private static func patterns(
    _ rows: [(x: Int, count: Int, hasGold: Bool)],
    of votes: VotePatterns
  ) -> VotePatterns {
    var starts = [0]
    var entries: [VotePatterns.Entry] = []
    for row in rows {
      entries += votes.entries(of: row.x)
      starts.append(entries.count)
    }
    return VotePatterns(
      voters: votes.voters,
      labelSpace: votes.labelSpace,
      ballots: votes.ballots,
      starts: starts,
      entries: entries,
      counts: rows.map(\.count),
      gold: rows.map { $0.hasGold ? votes.gold[$0.x] : .abstain },
      goldSets: votes.goldSets
    )
  }
}
