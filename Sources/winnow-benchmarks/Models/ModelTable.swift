internal import Foundation
internal import LabelModels
internal import LabelingCore

/// What label models are worth, as Markdown: accuracy and log loss of every model on every set.
///
/// Then what the default model was made for, beside majority vote and Dawid-Skene.
enum ModelTable {
  private struct Score: Codable {
    let model: String
    let set: String
    let accuracy: Double
    let logLoss: Double
    let seconds: Double
  }

  /// Tables that ``run(_:)`` makes, by the names that `--only` takes.
  private static let tables: [(name: String, run: @Sendable (Inputs) throws -> Void)] = [
    ("models", { try compareModels($0) }),
    ("default", { try DefaultModelTable.run($0.functions, $0.people) }),
    ("rare", { try RareClassTable.run($0.functions) }),
    ("gold", { try GoldLabelTable.run(functions: $0.functions, people: $0.people) }),
    ("copies", { _ in try CopyTable.run() }),
    ("coarse", { try CoarseTable.run(functions: $0.functions, people: $0.people) }),
    ("levels", { try LevelTable.run(folder: $0.folder, functions: $0.functions) }),
    ("gate", { _ in try GateTable.run() }),
    ("simulations", { _ in try SimulationTable.run() }),
    ("several", { try MultiLabelTable.run(folder: $0.folder) }),
  ]

  /// The votes that tables are made of.
  private struct Inputs {
    let folder: String
    let functions: [VoteSet]
    let people: [VoteSet]
    let json: String?
  }

  static func run(_ arguments: Arguments) throws {
    let folder = try arguments.value(1, "the folder of votes/ and crowd/")
    let inputs = Inputs(
      folder: folder,
      functions: try VoteSet.all(in: "\(folder)/votes", votes: "votes.csv", gold: "gold.csv"),
      people: try VoteSet.all(in: "\(folder)/crowd", votes: "label.csv", gold: "truth.csv"),
      json: arguments.text("--json")
    )
    let names = arguments.text("--only")?.split(separator: ",").map(String.init)
    for name in names ?? [] where !tables.contains(where: { $0.name == name }) {
      let known = tables.map(\.name).joined(separator: ", ")
      throw BenchmarkError("there is no table '\(name)'; tables are \(known)")
    }
    for table in tables where names?.contains(table.name) ?? true { try table.run(inputs) }
  }

  private static func compareModels(_ inputs: Inputs) throws {
    var scores: [Score] = []
    let groups = [("Labeling functions", inputs.functions), ("Annotators", inputs.people)]
    for (title, sets) in groups {
      let part = try sets.flatMap { set in
        try LabelModelRegistry.models.compactMap { try score(of: $0, on: set) }
      }
      scores += part
      print("\n#### \(title)\n")
      print(table(of: part, sets: sets.map(\.name)))
    }
    if let path = inputs.json {
      try JSONEncoder().encode(scores).write(to: URL(filePath: path))
    }
  }

  /// Fits without gold and scores all rows that have gold; `nil` if the model refuses the votes.
  private static func score(of model: any LabelModel, on set: VoteSet) throws -> Score? {
    let start = ContinuousClock.now
    let score: ModelScore
    do {
      score = try set.score(model)
    } catch is LabelModelError {
      return nil
    }
    return Score(
      model: type(of: model).name,
      set: set.name,
      accuracy: score.accuracy,
      logLoss: score.logLoss,
      seconds: (ContinuousClock.now - start) / .seconds(1)
    )
  }

  /// A row per model: accuracy in percent and log loss per set, and their means.
  private static func table(of scores: [Score], sets: [String]) -> String {
    var lines = [
      ResultTable.row(["model"] + sets + ["mean", "seconds"]),
      ResultTable.row(["---"] + (sets + ["", ""]).map { _ in "---:" }),
    ]
    for name in LabelModelRegistry.names {
      let row = sets.map { set in scores.first { $0.model == name && $0.set == set } }
      let known = row.compactMap { $0 }
      let cells = row.map { $0.map { cell($0.accuracy, $0.logLoss) } ?? "–" }
      var mean = "–"
      if known.count == sets.count {
        let n = Double(known.count)
        mean = cell(
          known.reduce(0) { $0 + $1.accuracy } / n,
          known.reduce(0) { $0 + $1.logLoss } / n
        )
      }
      let seconds = String(format: "%.2f", known.reduce(0) { $0 + $1.seconds })
      lines.append(ResultTable.row([name] + cells + [mean, seconds]))
    }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ accuracy: Double, _ logLoss: Double) -> String {
    String(format: "%.2f / %.3f", accuracy * 100, logLoss)
  }
}
