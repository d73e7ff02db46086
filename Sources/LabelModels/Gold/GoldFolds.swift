internal import LabelingCore

/// Fixed folds of the gold labels: the *i*-th document with gold, in row order, is in fold *i* mod folds.
struct GoldFolds {
  /// One held-out document.
  struct Held: Hashable {
    /// Its pattern in the votes without its gold label.
    var pattern: Int
    /// Its gold class.
    var gold: Int
    /// Its place among all gold documents.
    var place: Int
  }

  /// Votes with one fold's gold labels taken away.
  struct Fold {
    var votes: VotePatterns
    var held: [Held]
  }

  /// Number of documents with gold.
  let goldCount: Int
  /// The folds, in order.
  let folds: [Fold]

  init(_ votes: VotePatterns, count: Int) {
    // held[fold][pattern]: places of the gold documents of a pattern that a fold holds out.
    var held = [[Int: [Int]]](repeating: [:], count: count)
    let patterns = votes.patternOfGoldRow
    for (place, pattern) in patterns.enumerated() {
      held[place % count][pattern, default: []].append(place)
    }
    goldCount = patterns.count
    folds = held.map { Self.fold(votes, holding: $0) }
  }

  private static func fold(_ votes: VotePatterns, holding places: [Int: [Int]]) -> Fold {
    var starts = [0]
    var entries: [VotePatterns.Entry] = []
    var counts: [Int] = []
    var gold: [Vote] = []
    var restrictions: [Int16] = []
    var held: [Held] = []
    func append(_ x: Int, count: Int, gold label: Vote) {
      entries += votes.entries(of: x)
      starts.append(entries.count)
      counts.append(count)
      gold.append(label)
      if !votes.restrictions.isEmpty { restrictions.append(votes.restrictions[x]) }
    }
    for x in 0..<votes.patternCount {
      let taken = places[x] ?? []
      if votes.counts[x] > taken.count {
        append(x, count: votes.counts[x] - taken.count, gold: votes.gold[x])
      }
      guard !taken.isEmpty else { continue }
      held += taken.map {
        Held(pattern: counts.count, gold: votes.gold[x].classIndex, place: $0)
      }
      append(x, count: taken.count, gold: .abstain)
    }
    let patterns = VotePatterns(
      voters: votes.voters,
      labelSpace: votes.labelSpace,
      ballots: votes.ballots,
      starts: starts,
      entries: entries,
      counts: counts,
      gold: gold,
      goldSets: votes.goldSets,
      restrictions: restrictions
    )
    return Fold(votes: patterns, held: held)
  }
}
