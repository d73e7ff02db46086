internal import ArgumentParser
internal import LabelModels
internal import LabelingCore
internal import Pipeline
internal import VoteIO

/// `winnow evaluate`.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score labels against gold labels.",
    discussion: """
      Accuracy, macro-F1, precision and recall per class; with probabilities also log
      loss, Brier score and expected calibration error (15 bins). Documents without a
      label lower the coverage, not the accuracy.

        winnow evaluate labels.csv --gold gold.csv
      """
  )

  @Argument(help: "Labels as CSV: id, label, and p_<class> columns where there are any.")
  var labels: String

  @Option(help: "Gold labels: CSV with id,label.")
  var gold: String

  @Option(help: "Draw a reliability diagram and a confusion matrix into this folder, as SVG.")
  var plots: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let goldTable = try VoteFiles.gold(at: gold)
    let table = try VoteFiles.labels(at: labels, gold: goldTable)
    let golds = try goldTable.labels(of: table.ids, in: table.labelSpace)
    let report = ScoreReport(
      of: ScoredRows(
        labelSpace: table.labelSpace,
        labels: table.labels,
        gold: golds,
        probabilities: table.probabilities
      )
    )
    if let plots { try PlotFiles.write(report, to: plots) }
    if json { return try Console.printJSON(report) }
    for line in ScoreText.comparison([(name: labels, report: report)]) { Console.print(line) }
    Console.print("")
    for line in ScoreText.classes(report) { Console.print(line) }
    if let reliability = report.reliability {
      Console.print("")
      for line in ScoreText.reliability(reliability) { Console.print(line) }
    }
    if report.unjudgedCount > 0 {
      Console.note("\(report.unjudgedCount) labels have no gold label beside them")
    }
  }
}
