internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import Inspection
internal import LabelingCore
internal import PluginHost
internal import Runs

/// `winnow test`.
struct TestCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run a task's examples, and compare its votes with those on record.",
    usage: "winnow test <task> [<corpus> ...] [<options>]",
    discussion: """
      Examples are next to their functions, as .example(…, votes: …). With a small \
      corpus, --record writes the votes down as CSV, to be looked at and committed, and \
      --check compares. Exit code 1 when an example fails or a vote differs.

        winnow test CommentSpam
        winnow test CommentSpam sample.csv --record votes.csv
        winnow test CommentSpam sample.csv --check votes.csv
      """
  )

  @OptionGroup var task: TaskArguments

  @Argument(help: "Corpus files for --record and --check.")
  var corpus: [String] = []

  @Option(help: "Write the votes on the corpus to this file.")
  var record: String?

  @Option(help: "Compare the votes on the corpus with this file.")
  var check: String?

  @OptionGroup(title: "Corpus") var reading: CorpusFormArguments

  @Option(help: "XML: the elements that are records, as --record is in other commands.")
  var recordElement: String?

  @OptionGroup(title: "Fields") var fields: CorpusFieldArguments
  @OptionGroup(title: "Run") var running: RunArguments

  var isQuiet: Bool { running.quiet }

  @Flag(help: .json)
  var json = false

  func validate() throws {
    if corpus.isEmpty {
      let idle = OptionUse.corpus.filter { $0 != "--record" } + OptionUse.workers
      try OptionUse.refuse(idle + ["--record-element", "--strict"], goingWith: "a corpus")
    }
    if record != nil, check != nil { throw ValidationError("give --record or --check, not both") }
    if corpus.isEmpty != (record == nil && check == nil) {
      throw ValidationError("a corpus goes with --record or --check")
    }
  }

  func run() throws {
    let files = try RunFiles(
      reads: corpus + TaskArguments.files(of: task.task) + [check],
      writes: [record, reading.rejects]
    )
    let plugin: LoadablePlugin
    do {
      plugin = try task.plugin(isQuiet: running.quiet)
    } catch let PluginError.failedExamples(failures, functions) {
      if json {
        try Console.printJSON(TestReport(functions, failures))
      } else {
        Console.print(TestText.examples(of: functions, failures))
      }
      throw CommandFailure(code: ExitCode.failure.rawValue)
    }
    var report = TestReport(plugin.manifest.functions, [])
    if !json { Console.print(TestText.examples(of: plugin.manifest.functions, [])) }
    if json, check == nil { try Console.printJSON(report) }
    guard !corpus.isEmpty else { return }
    var source = try reading.source(paths: corpus, record: recordElement)
    try fields.apply(to: &source, classes: plugin.manifest.labelSpace)
    var apply = ApplyRun(plugin: plugin, source: source, options: running.options)
    apply.files = files
    apply.cache = running.cache(for: plugin)
    apply.onOutput = running.forwardOutput
    if let record {
      let outcome = try GoldenVotes.record(apply, to: record)
      try files.commit()
      Console.remark("votes on \(Formatting.count(outcome.documentCount, "document")) → \(record)")
      return try remark(outcome)
    }
    guard let check else { return }
    let (comparison, outcome) = try GoldenVotes.check(apply, against: check)
    try files.commit()
    if json {
      report.votes = TestReport.Votes(comparison)
      try Console.printJSON(report)
    } else {
      Console.print("")
      Console.print(TestText.votes(comparison, recordedIn: check))
    }
    try remark(outcome)
    if !comparison.isSame { throw CommandFailure(code: ExitCode.failure.rawValue) }
  }

  private func remark(_ outcome: ApplyRun.Outcome) throws {
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      faults: outcome.faults,
      reporting: running.reporting
    )
  }
}
