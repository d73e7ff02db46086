internal import ArgumentParser
internal import CorpusIO
internal import LabelModels
internal import LabelingCore
internal import Pipeline
internal import VoteAnalysis
internal import VoteIO

/// `winnow analyze`.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show each function's coverage, overlaps, conflicts and accuracy.",
    discussion: """
      Coverage is the share of documents a function votes on; overlaps, the share it
      votes on together with another; conflicts, the share where another disagrees.
      Accuracy is over the documents with gold that it votes on. For votes from people
      (item,worker,label) agreement and each worker's estimated accuracy are added.

        winnow analyze votes.csv --gold gold.csv
        winnow analyze votes.csv --ask 20 --output ask.csv
      """
  )

  @OptionGroup var votes: VoteArguments

  @Flag(inversion: .prefixedNo, help: "Show how far voters agree; by default for long tables.")
  var agreement: Bool?

  @Option(help: "Choose so many documents whose gold labels would say most.")
  var ask: Int?

  @Option(
    name: [.short, .long],
    help: "Where the documents of --ask go, as CSV; '-' is standard output."
  )
  var output: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if (ask == nil) != (output == nil) { throw ValidationError("--ask and --output go together") }
    if let ask, ask < 1 { throw ValidationError("--ask is at least 1") }
  }

  func run() throws {
    let table = try votes.read()
    let patterns = table.patterns
    let summary = VoteSummary(of: patterns)
    let fit = try FitRun(.model(PooledLabelModel())).run(on: patterns)
    let agreement =
      self.agreement ?? (table.layout == .long) ? AgreementSummary(of: patterns) : nil
    if let ask, let output { try write(ask, of: table, fit, to: output) }
    if json {
      return try Console.printJSON(
        AnalysisReport(
          summary: summary,
          agreement: agreement,
          estimates: fit.fitted.voterEstimates,
          warnings: fit.warnings
        )
      )
    }
    for line in SummaryTable.lines(summary) { Console.print(line) }
    if let agreement {
      Console.print("")
      for line in AgreementText.lines(agreement, estimates: fit.fitted.voterEstimates) {
        Console.print(line)
      }
    }
    VoteRemarks.print(table)
    FitText.print(fit.warnings)
  }

  /// Writes the documents that decide between two readings, or else the least certain ones.
  private func write(
    _ count: Int,
    of table: VoteTable,
    _ fit: FitRun.Outcome,
    to path: String
  ) throws {
    let rows =
      fit.readings?.documentsToLabel(count)
      ?? LabelingAdvice.uncertainRows(count, of: table.patterns, posteriors: fit.posteriors)
    try VoteFiles.writeQuestions(about: rows.map { table.ids[$0] }, to: path)
    Console.note("\(rows.count) documents to label → \(path)")
  }
}
