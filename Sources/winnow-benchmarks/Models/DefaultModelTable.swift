internal import LabelModels
internal import LabelingCore

/// All scores of the default model on every set, its voters known to be functions or people.
enum DefaultModelTable {
  static func run(_ functions: [VoteSet], _ people: [VoteSet]) throws {
    let table = ComparisonTable(
      "The default model",
      "set",
      [
        "voters", "accuracy", "macro-F1", "log loss", "Brier", "ECE", "share a vote", "gate",
        "told from the votes",
      ]
    )
    for (name, mode, sets) in [
      ("functions", PooledLabelModel.Mode.functions, functions), ("people", .annotators, people),
    ] {
      let model = PooledLabelModel(mode: mode)
      let scores = try sets.map { set in
        let score = try set.score(model)
        let facts = try model.fitted(to: set.patterns)
        let chosen = try PooledLabelModel().fitted(to: set.patterns).facts.learning.mode
        table.row(
          set.name,
          [name] + cells(score) + [
            "\(facts.parameters.weights.count { $0 < 1 - 1e-9 })",
            ComparisonTable.cell(facts.facts.learning.gate?.openness ?? 0),
            chosen == mode.rawValue ? "the same" : "otherwise",
          ]
        )
        return score
      }
      table.row("**mean**", [name] + cells(ModelScore(meanOf: scores)) + ["", "", ""])
    }
  }

  private static func cells(_ score: ModelScore) -> [String] {
    [score.accuracy, score.macroF1, score.logLoss, score.brier, score.calibrationError].map {
      ComparisonTable.cell($0)
    }
  }
}
