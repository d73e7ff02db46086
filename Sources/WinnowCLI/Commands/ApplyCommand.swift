internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelStore
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Workspace

/// `winnow apply`.
struct ApplyCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Apply a task's functions to a corpus and write their votes.",
    discussion: """
      A .votes file keeps where the votes came from and is checked when it is read. CSV and \
      TSV have a column per function, empty where it abstains; JSON Lines and XML an object \
      of votes, as labels with --provenance have it.

        winnow apply MessageSpam Datasets/messages/messages.csv --output votes.csv
      """
  )

  @OptionGroup var input: ApplyArguments

  @Option(name: [.short, .long], help: "Where the votes go; '-' is standard output.")
  var output: String

  @Option(help: "Format of the output: votes, \(CorpusFormat.list); by default its suffix.")
  var outputFormat: VoteFormat?

  @OptionGroup var spreadsheet: SpreadsheetArguments

  var isQuiet: Bool { input.run.quiet }

  func run() throws {
    let files = try input.files(writes: [output])
    try spreadsheet.check(isCSV: format(of: output).isSeparatedValues)
    let journal = RunJournal("apply")
    let (apply, progress) = try input.applyRun(files)
    let outcome = try self.apply(apply, writingTo: output)
    try files.commit()
    progress.finish(
      "\(Formatting.count(outcome.documentCount, "document")) × "
        + "\(Formatting.count(apply.plugin.manifest.functions.count, "function")) in "
        + "\(Formatting.seconds(progress.seconds)) → \(output)"
    )
    journal.write(apply, outcome, isQuiet: input.run.quiet) { run in
      run.remember([(.votes, output)])
    }
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      faults: outcome.faults,
      reporting: input.run.reporting
    )
  }

  /// Applies the functions and writes their votes to a path.
  func apply(_ run: ApplyRun, writingTo path: String) throws -> ApplyRun.Outcome {
    let run = run.ofVotesAlone
    let file = try VoteOutput(
      path: path,
      of: run.files,
      format: format(of: path),
      escapesFormulas: spreadsheet.spreadsheetSafe,
      plugin: run.plugin,
      corpus: input.corpus
    )
    do {
      let outcome = try run.run { try file.append($0) }
      try file.finish()
      return outcome
    } catch {
      file.discard()
      throw error
    }
  }

  private func format(of path: String) throws -> VoteFormat {
    try OutputFormat.votes(at: path, named: outputFormat)
  }
}

extension VoteFormat: ExpressibleByArgument {}
