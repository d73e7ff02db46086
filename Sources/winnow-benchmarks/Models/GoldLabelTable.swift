internal import LabelModels
internal import LabelingCore

/// Gold labels: of one class only, and drawn at random.
enum GoldLabelTable {
  /// Sets of votes and what their voters are.
  typealias Kind = (name: String, mode: PooledLabelModel.Mode, sets: [VoteSet])

  static func run(functions: [VoteSet], people: [VoteSet]) throws {
    let kinds: [Kind] = [
      ("functions", .functions, functions), ("crowds", .annotators, people),
    ]
    try ofOneClass(kinds)
    try random(kinds)
  }

  private static func ofOneClass(_ kinds: [Kind]) throws {
    let table = ComparisonTable(
      "Gold labels of one class",
      "accuracy on the other documents, of sets the mean over their classes",
      ["majority vote", "Dawid-Skene", "pooled, of functions", "pooled, of people"]
    )
    let design = VoteDesign(
      name: "five voters",
      shares: [0.7, 0.3],
      families: [VoteDesign.Family](
        repeating: .teller(among: 2, accuracy: 0.75, coverage: 0.5),
        count: 5
      )
    )
    let models: [any LabelModel] = [
      MajorityVote(), DawidSkene(), PooledLabelModel(mode: .functions),
      PooledLabelModel(mode: .annotators),
    ]
    let drawn = (1...4).map { design.draw(2000, seed: $0).rows.voteSet() }
    for count in [0, 60, 200] {
      table.row(
        "five two-sided voters (4 draws), \(count) gold labels",
        try models.map { model in
          ModelScore(meanOf: try drawn.map { try $0.score(model, knowing: $0.gold(count, of: 1)) })
        }
      ) { ComparisonTable.cell($0.accuracy) }
    }
    for (name, _, sets) in kinds {
      for (isKnown, words) in [(false, "the same documents, none"), (true, "60 gold labels")] {
        table.row(
          "\(sets.count) sets of \(name), \(words)",
          try models.map { model in
            ModelScore(
              meanOf: try sets.map { set in
                let classes = 0..<set.patterns.labelSpace.classCount
                return ModelScore(
                  meanOf: try classes.map { c in
                    let gold = set.gold(60, of: c)
                    return try set.score(
                      model,
                      knowing: isKnown ? gold : nil,
                      on: set.knownRows.filter { gold[$0].isAbstain }
                    )
                  }
                )
              }
            )
          }
        ) { ComparisonTable.cell($0.accuracy) }
      }
    }
  }

  private static func random(_ kinds: [Kind]) throws {
    let table = ComparisonTable(
      "Gold labels drawn at random (8 draws)",
      "accuracy / log loss on all documents, gold ones as they are",
      ["majority vote", "Dawid-Skene", "pooled, vote shares fixed", "pooled"]
    )
    for (name, mode, sets) in kinds {
      let models: [any LabelModel] = [
        MajorityVote(), DawidSkene(), PooledLabelModel(mode: mode, stacks: false),
        PooledLabelModel(mode: mode),
      ]
      for count in [0, 20, 50, 100] {
        table.row(
          "\(sets.count) sets of \(name), \(count) gold labels",
          try models.map { model in
            ModelScore(
              meanOf: try sets.flatMap { set in
                try (1...(count == 0 ? 1 : 8)).map { seed in
                  try set.score(
                    model,
                    knowing: set.randomGold(count, seed: UInt64(seed)),
                    on: set.knownRows
                  )
                }
              }
            )
          },
          ComparisonTable.accuracyAndLoss
        )
      }
    }
  }
}

extension VoteSet {
  /// The rows whose class is known.
  fileprivate var knownRows: [Int] { gold.indices.filter { !gold[$0].isAbstain } }

  /// Gold labels of the first rows of one class.
  fileprivate func gold(_ count: Int, of c: Int) -> [Vote] {
    var left = count
    return gold.map { label in
      guard label.classIndex == c, left > 0 else { return .abstain }
      left -= 1
      return label
    }
  }

  /// Gold labels of rows drawn at random.
  fileprivate func randomGold(_ count: Int, seed: UInt64) -> [Vote] {
    var generator = SeededGenerator(seed: seed)
    let chosen = Set(knownRows.shuffled(using: &generator).prefix(count))
    return gold.enumerated().map { chosen.contains($0) ? $1 : .abstain }
  }
}
