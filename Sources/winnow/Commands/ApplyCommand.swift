internal import ArgumentParser
internal import LabelingCore
internal import Pipeline
internal import PluginHost

/// `winnow apply`.
struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Apply a task's functions to a corpus and write their votes.",
    discussion: """
      A .votes file keeps where the votes came from and is checked when it is read;
      any other suffix is CSV: id and a column per function, empty where it abstains.

        winnow apply MessageSpam Datasets/messages/messages.csv --output votes.csv
      """
  )

  @OptionGroup var input: ApplyArguments

  @Option(name: [.short, .long], help: "Where the votes go; '-' is standard output.")
  var output: String

  func run() throws {
    let (apply, progress) = try input.applyRun()
    let file = try VoteOutput(
      path: output,
      plugin: apply.plugin,
      corpus: input.corpus
    )
    let outcome: ApplyRun.Outcome
    do {
      outcome = try apply.run { try file.append($0) }
      try file.finish()
    } catch {
      file.discard()
      throw error
    }
    progress.finish(
      "\(outcome.documentCount) documents × \(apply.plugin.manifest.functions.count) functions in "
        + "\(Figures.seconds(progress.seconds)) → \(output)"
    )
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      faults: outcome.faults,
      run: input.run
    )
  }
}
