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

  @OptionGroup var task: TaskArguments

  @Argument(help: "Corpus files: CSV, TSV, JSON Lines or XML, also .gz; '-' is standard input.")
  var corpus: [String]

  @Option(name: [.short, .long], help: "Where the votes go; '-' is standard output.")
  var output: String

  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments
  @OptionGroup(title: "Fields") var fields: CorpusFieldArguments
  @OptionGroup(title: "Run") var runOptions: RunArguments

  func run() throws {
    let plugin = try task.plugin(isQuiet: runOptions.quiet)
    var source = try reading.source(paths: corpus)
    try fields.apply(to: &source, classes: plugin.manifest.labelSpace)
    let progress = Progress(
      "applying",
      total: CorpusSize.bytes(of: corpus),
      isQuiet: runOptions.quiet
    )
    var apply = ApplyRun(plugin: plugin, source: source, options: runOptions.options)
    apply.onProgress = { progress.update(documents: $0, done: $1) }
    apply.onOutput = runOptions.forwardOutput
    let file = try VoteOutput(
      path: output,
      plugin: plugin,
      corpus: corpus
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
      "\(outcome.documentCount) documents × \(plugin.manifest.functions.count) functions in "
        + "\(Figures.seconds(progress.seconds)) → \(output)"
    )
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      faults: outcome.faults,
      run: runOptions
    )
  }
}
