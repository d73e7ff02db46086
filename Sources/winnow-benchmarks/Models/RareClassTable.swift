internal import LabelModels
internal import LabelingCore

/// Rare classes and declared balances: drawn votes, and real ones of which a class was thinned.
enum RareClassTable {
  static func run(_ sets: [VoteSet]) throws {
    let table = ComparisonTable(
      "Rare classes",
      "drawn votes (4 draws): F1 of the rare class / log loss",
      ["majority vote", "Dawid-Skene", "pooled, gate shut", "pooled"]
    )
    func row(_ name: String, _ share: Double, covered: Bool, _ models: [any LabelModel]) throws {
      let drawn = (1...4).map {
        VoteDesign.rareClass(share).draw(20_000, seed: $0).rows.voteSet()
      }
      let scores = try models.map { model in
        ModelScore(
          meanOf: try drawn.map { try $0.score(model, on: covered ? $0.coveredRows : nil) }
        )
      }
      let cells = scores.map { ComparisonTable.cell($0.f1[1], $0.logLoss) }
      table.row(name, cells.count == 1 ? ["", "", ""] + cells : cells)
    }
    let models: [any LabelModel] = [
      MajorityVote(), DawidSkene(), PooledLabelModel(mode: .functions, hasGate: false),
      PooledLabelModel(mode: .functions),
    ]
    try row("2 %, all documents", 0.02, covered: false, models)
    for (name, share) in [("10 %", 0.1), ("2 %", 0.02), ("0.5 %", 0.005)] {
      try row("\(name), documents with votes", share, covered: true, models)
    }
    for balance in [[0.98, 0.02], [0.5, 0.5]] {
      try row(
        "2 %, balance declared as \(balance[0]), \(balance[1])",
        0.02,
        covered: true,
        [PooledLabelModel(mode: .functions, balance: balance)]
      )
    }
    try thinned(sets)
  }

  /// Real votes with a class made rare.
  private static func thinned(_ sets: [VoteSet]) throws {
    let table = ComparisonTable(
      "Rare classes, real votes thinned",
      "share of the class: accuracy / log loss / its F1",
      ["majority vote", "Dawid-Skene", "pooled", "pooled, true balance declared"]
    )
    for (name, share) in [("10 %", 0.1), ("2 %", 0.02)] {
      var scores = [[ModelScore]](repeating: [], count: 4)
      for set in sets {
        for c in 0..<set.patterns.labelSpace.classCount {
          guard let thin = thin(set, c, to: share) else { continue }
          let k = set.patterns.labelSpace.classCount
          let balance = (0..<k).map { y in
            Double(thin.gold.count { $0.classIndex == y }) / Double(thin.gold.count)
          }
          let models: [any LabelModel] = [
            MajorityVote(), DawidSkene(), PooledLabelModel(mode: .functions),
            PooledLabelModel(mode: .functions, balance: balance),
          ]
          for (place, model) in models.enumerated() {
            var score = try thin.score(model)
            score.f1 = [score.f1[c]]
            scores[place].append(score)
          }
        }
      }
      table.row(
        "\(name), \(scores[0].count) classes of \(sets.count) sets",
        scores.map { ModelScore(meanOf: $0) }
      ) { ComparisonTable.cell($0.accuracy, $0.logLoss, $0.f1[0]) }
    }
  }

  /// The rows of which only a share is of a class; `nil` for a class of less than a fifth.
  private static func thin(_ set: VoteSet, _ c: Int, to share: Double) -> VoteSet? {
    let own = set.gold.indices.filter { set.gold[$0].classIndex == c }
    let others = set.gold.count - own.count
    let kept = Int((Double(others) * share / (1 - share)).rounded())
    guard kept < own.count, own.count * 5 > set.gold.count else { return nil }
    var generator = SeededGenerator(seed: 1)
    let left = Set(own.shuffled(using: &generator).dropFirst(kept))
    let rows = BallotRows(set)
    return rows.selecting(rows.rows.indices.filter { !left.contains($0) }).voteSet()
  }
}
