internal import Foundation
internal import LabelModels
internal import LabelingCore

/// Accuracy and log loss of every label model on every set, as Markdown.
enum ModelTable {
  private struct Score: Codable {
    let model: String
    let set: String
    let accuracy: Double
    let logLoss: Double
    let seconds: Double
  }

  static func run(_ arguments: Arguments) throws {
    let folder = try arguments.value(1, "the folder of votes/ and crowd/")
    let matrices = try VoteSet.all(in: "\(folder)/votes", votes: "votes.csv", gold: "gold.csv")
    let crowd = try VoteSet.all(in: "\(folder)/crowd", votes: "label.csv", gold: "truth.csv")
    var scores: [Score] = []
    for (title, sets) in [("Labeling functions", matrices), ("Annotators", crowd)] {
      let part = try sets.flatMap { set in
        try LabelModelRegistry.models.compactMap { try score(of: $0, on: set) }
      }
      scores += part
      print("\n#### \(title)\n")
      print(table(of: part, sets: sets.map(\.name)))
    }
    try MultiLabelTable.run(folder: folder)
    if let path = arguments.text("--json") {
      try JSONEncoder().encode(scores).write(to: URL(filePath: path))
    }
  }

  /// Fits without gold and scores all rows that have gold; `nil` if the model refuses the votes.
  private static func score(of model: any LabelModel, on set: VoteSet) throws -> Score? {
    let start = ContinuousClock.now
    guard let fitted = try? model.fit(to: set.patterns) else { return nil }
    let posteriors = try fitted.posteriors(of: set.patterns)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let report = ScoreReport(
      of: ScoredRows(
        labelSpace: set.patterns.labelSpace,
        probabilities: posteriors.selecting(rows: set.patterns.patternOfRow.map { Int($0) }),
        gold: set.gold
      )
    )
    guard let accuracy = report.hitShare, let logLoss = report.logLoss else { return nil }
    return Score(
      model: type(of: model).name,
      set: set.name,
      accuracy: accuracy,
      logLoss: logLoss,
      seconds: seconds
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
