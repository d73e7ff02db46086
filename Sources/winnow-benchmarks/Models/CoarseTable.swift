internal import LabelModels
internal import LabelingCore

/// Votes for sets of classes: real votes of which a third was made coarse.
enum CoarseTable {
  private static let sets = ["trec", "cf", "web", "dog", "face_sentiment_identification"]

  static func run(functions: [VoteSet], people: [VoteSet]) throws {
    let table = ComparisonTable(
      "Votes for sets of classes, a third of the votes made coarse (4 ways, 2 draws)",
      "accuracy / log loss",
      [
        "all votes fine", "coarse ones left out", "a class of the set", "majority vote",
        "Dawid-Skene", "pooled",
      ]
    )
    for name in sets {
      let isOfPeople = !functions.contains { $0.name == name }
      guard let set = (functions + people).first(where: { $0.name == name }) else { continue }
      let pooled = PooledLabelModel(mode: isOfPeople ? .annotators : .functions)
      var scores = [[ModelScore]](repeating: [], count: 6)
      let rows = BallotRows(set)
      for (place, kind) in Coarsening.allCases.enumerated() {
        for draw in 0..<2 {
          let seed = UInt64(2 * place + draw + 1)
          let changed = CoarseRows(rows, kind, ofPeople: isOfPeople, seed: seed)
          let coarse = changed.coarse.voteSet()
          scores[0].append(try set.score(pooled))
          scores[1].append(try changed.dropped.voteSet().score(pooled))
          scores[2].append(try changed.members.voteSet().score(pooled))
          scores[3].append(try coarse.score(MajorityVote()))
          scores[4].append(try coarse.score(DawidSkene()))
          scores[5].append(try coarse.score(pooled))
        }
      }
      table.row(
        name,
        scores.map { ModelScore(meanOf: $0) },
        ComparisonTable.accuracyAndLoss
      )
    }
  }
}
