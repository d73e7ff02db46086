internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Platform
internal import PluginHost
internal import Runs

/// `winnow worker`.
struct WorkerCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Apply a task to JSON Lines in a pipe: one line out for each line in.",
    discussion: """
      For Spark, Hadoop streaming, xargs and shell pipes. Lines come out in their order, \
      as soon as no more are waiting to be read. A failing function costs its cell: the \
      line says so in a field 'faults' of function and cause.

        --mode apply   adds votes: {"votes": {"has_link": "spam"}}
        --mode label   adds label, confidence and probabilities, by --model
        --mode stats   writes one line at the end, for 'winnow fit --stats'

      Of a task of several labels a document, --mode label adds the list labels and each \
      label's probability.

        winnow worker MessageSpam < messages.jsonl > votes.jsonl

      The exit code is not 0 when lines were lost; each line that came out is whole.
      """
  )

  /// What happens to the lines.
  enum ModeName: String, CaseIterable, ExpressibleByArgument {
    case apply
    case label
    case stats
  }

  /// What happens to lines that are not documents.
  enum BadLines: String, CaseIterable, ExpressibleByArgument {
    case fail
    case mark
  }

  @Argument(
    help: "The task, as for the other commands; in a bundle its own task is the default."
  )
  var task: String?

  @Option(help: "What to do with the lines: apply, label or stats.")
  var mode = ModeName.apply

  @Option(help: "The label model for --mode label; in a bundle its own is the default.")
  var model: String?

  @Option(help: "Name or path of the text field (text, post.body, passage/text, @Body).")
  var textField: String?

  @Option(help: "Name or path of the id field, for reports of faults; by default the line number.")
  var idField: String?

  @OptionGroup(title: "Labels") var choice: LabelChoiceArguments
  @OptionGroup(title: "Labels") var coarse: CoarseArguments

  @Flag(help: "Add each function's vote to the labels.")
  var provenance = false

  @Option(help: "Put before the names of all added fields.")
  var prefix = ""

  @Flag(help: "Write only the added fields, without those of the input.")
  var additionsOnly = false

  @Option(help: "Lines that are not documents: fail, or mark them with a field 'error'.")
  var onError = BadLines.fail

  @Option(
    help: "Number of worker processes.",
    transform: OptionValue.count(to: OptionValue.mostThreads)
  )
  var workers = 1

  @Option(
    help: "Seconds that one function may take for one document.",
    transform: OptionValue.seconds
  )
  var timeLimit = WorkerLimits.cellTime

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    if mode != .label {
      let idle = ["--ties", "--label-uncovered", "--provenance"]
      try OptionUse.refuse(idle, goingWith: "'--mode label'")
    }
    if mode != .label, model != nil { throw ValidationError("--model goes with --mode label") }
  }

  func run() throws {
    let bundle = try RunningBundle()
    guard let name = task ?? bundle?.pluginPath else {
      throw UsageError("there is no task", help: "name one; only a bundle has its own")
    }
    let plugin = try TaskArguments.plugin(of: name, isQuiet: isQuiet)
    if plugin.manifest.labels == .several {
      try OptionUse.refuse(["--ties", "--coarse-below"], meantFor: .one, help: "leave it out")
    }
    var run = LineRun(
      plugin: plugin,
      mode: try mode(in: bundle),
      options: WorkerOptions(
        workerCount: workers,
        timeLimit: timeLimit
      )
    )
    run.textField = textField
    run.idField = idField
    run.prefix = prefix
    run.hasProvenance = provenance
    run.writesAdditionsOnly = additionsOnly
    run.keepsBadLines = onError == .mark
    run.ties = choice.ties
    run.labelsUncovered = choice.labelUncovered
    run.coarse = try coarse.labels(of: plugin)
    run.onOutput = { Console.forward($0) }
    let outcome = try outcome(of: run)
    if outcome.badLineCount > 0 {
      Console.print(
        Diagnostic(
          severity: .warning,
          "\(Formatting.count(outcome.badLineCount, "line")) "
            + "\(Formatting.verb(outcome.badLineCount, "was not a document", "were not documents"))"
        )
      )
    }
    Console.note(RunRemarks.faults(outcome.faults))
  }

  /// Runs; unlike for other commands it is a failure if the reader of the output is gone, as
  /// lines are lost then.
  private func outcome(of run: LineRun) throws -> LineRun.Outcome {
    do {
      return try run.run(reading: .standardInput, writingTo: "-")
    } catch ByteError.closedPipe, CorpusError.bytes(.closedPipe) {
      throw ByteError.closedPipe.diagnostic
    }
  }

  private func mode(in bundle: RunningBundle?) throws -> LineRun.Mode {
    switch mode {
    case .apply: return .apply
    case .stats: return .statistics
    case .label:
      guard let path = model ?? bundle?.modelPath else {
        throw UsageError("'--mode label' needs a label model", help: "name it with '--model FILE'")
      }
      return .label(try ModelRuns.content(at: path))
    }
  }
}
