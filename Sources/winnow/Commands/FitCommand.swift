internal import ArgumentParser
internal import LabelModels
internal import LabelingCore
internal import Pipeline
internal import VoteIO

/// `winnow fit`.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a label model to votes and write it to a file.",
    discussion: """
      The file is JSON to be read by people and by 'winnow predict'. Gold labels
      anchor the fit.

        winnow fit votes.csv --output model.json
      """
  )

  @OptionGroup var votes: VoteArguments

  @Option(name: [.short, .long], help: "Where the model goes; '-' is standard output.")
  var output: String

  @OptionGroup(title: "Model") var model: ModelArguments

  func run() throws {
    let table = try votes.read()
    VoteRemarks.print(table)
    let fitted = try ModelRuns.fit(try model.labelModel(), to: table.patterns)
    try OutputFile.write(LabelModelFile(fitted).bytes(), to: output)
    let facts = "\(table.patterns.rowCount) documents, \(table.patterns.patternCount) patterns"
    Console.note("\(type(of: fitted).name): \(facts) → \(output)")
  }
}
