internal import ArgumentParser
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
      Accuracy is over the documents with gold that it votes on.

        winnow analyze votes.csv --gold gold.csv
      """
  )

  @OptionGroup var votes: VoteArguments

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let table = try votes.read()
    let summary = VoteSummary(of: table.patterns)
    if json { return try Console.printJSON(summary) }
    for line in SummaryTable.lines(summary) { Console.print(line) }
    VoteRemarks.print(table)
  }
}
