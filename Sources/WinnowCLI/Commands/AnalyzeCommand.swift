internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import PluginHost
internal import Runs
internal import VoteAnalysis

/// `winnow analyze`.
struct AnalyzeCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show each function's coverage, overlaps, conflicts and accuracy.",
    usage: """
      winnow analyze <votes> [<options>]
      winnow analyze <task> <corpus> ... [<options>]
      """,
    discussion: """
      Coverage is the share of documents a function votes on; overlaps, the share it \
      votes on together with another; conflicts, the share where another disagrees. \
      Accuracy is over the documents with gold that it votes on; a vote for a set of classes \
      is right when gold is one of them, or, where gold is a set too, when it can be; 'by \
      chance' is what such votes would get without looking at the documents. For votes from people \
      (item,worker,label) agreement and each worker's estimated accuracy are added; where \
      the classes are numbers, or --ordinal says that --classes names them in order, also \
      weighted kappa and the alphas for ratings. Ties have no majority. \
      With a task and a corpus, only functions that are new or changed are run. \
      With --labels several the figures are by function and class, and agreement is of \
      each class and, by MASI distance, of whole answers.

        winnow analyze votes.csv --gold gold.csv
        winnow analyze MessageSpam Datasets/messages/messages.csv --gold-field gold
        winnow analyze votes.csv --ask 20 --output ask.csv
        winnow analyze ratings.csv --ordinal --classes poor,fair,good
      """
  )

  @Argument(help: "A file of votes; or a task and the files of a corpus.")
  var inputs: [String]

  @OptionGroup(title: "Votes") var votes: VoteReadingArguments
  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments
  @OptionGroup(title: "Fields") var fields: CorpusFieldArguments
  @OptionGroup(title: "Run") var running: RunArguments

  @Flag(inversion: .prefixedNo, help: "Show how far voters agree; by default for long tables.")
  var agreement: Bool?

  @Flag(help: "The classes are ordered as --classes names them: measure agreement between ratings.")
  var ordinal = false

  @Option(
    help: "Choose this many documents whose gold labels would help most.",
    transform: OptionValue.count()
  )
  var ask: Int?

  @Option(
    name: [.short, .long],
    help: "Where the documents of --ask go, as CSV; '-' is standard output."
  )
  var output: String?

  @Flag(help: .json)
  var json = false

  /// Whether the inputs are a task and a corpus.
  private var hasCorpus: Bool { inputs.count > 1 }

  var isQuiet: Bool { running.quiet }

  func validate() throws {
    if hasCorpus {
      try OptionUse.refuse(OptionUse.votes, goingWith: "a file of votes")
    } else {
      let idle = OptionUse.corpus + OptionUse.workers + ["--strict"]
      try OptionUse.refuse(idle, goingWith: "a task and a corpus")
    }
    if hasCorpus, ask != nil || agreement != nil || votes.gold != nil || ordinal {
      throw ValidationError("--ask, --agreement, --ordinal and --gold go with a file of votes")
    }
    if ordinal, agreement == false {
      throw ValidationError("--ordinal measures agreement; leave --no-agreement out")
    }
    if (ask == nil) != (output == nil) { throw ValidationError("--ask and --output go together") }
  }

  func run() throws {
    let task = hasCorpus ? TaskArguments.files(of: inputs[0]) : [inputs[0]]
    let files = try RunFiles(
      reads: task + inputs.dropFirst() + votes.files,
      writes: [output, reading.rejects]
    )
    if hasCorpus { try analyzeCorpus(files) } else { try analyzeVotes(files) }
  }

  /// Applies the task's functions and shows the table.
  private func analyzeCorpus(_ files: RunFiles) throws {
    let journal = RunJournal("analyze")
    let task = try TaskArguments.parse([inputs[0]])
    let (apply, progress) = try ApplyArguments.applyRun(
      task.plugin(isQuiet: running.quiet),
      Array(inputs.dropFirst()),
      reading,
      fields,
      running,
      files
    )
    let outcome = try AnalyzeRun(apply).run()
    try files.commit()
    progress.finish()
    if let statements = outcome.statements {
      try printSeveral(statements, hasAgreement: false)
    } else if json {
      try Console.printJSON(outcome.summary)
    } else {
      Console.print(SummaryTable.lines(outcome.summary))
    }
    journal.write(outcome, of: apply, isQuiet: running.quiet)
    RunRemarks.print(emptyGoldField: outcome.applied.lacksGold ? fields.goldField : nil)
    try RunRemarks.print(
      rejectedCount: outcome.applied.rejectedCount,
      firstRejects: outcome.applied.firstRejects,
      faults: outcome.applied.faults,
      reporting: running.reporting
    )
  }

  /// Shows what is in a file of votes.
  private func analyzeVotes(_ files: RunFiles) throws {
    let table = try votes.read(inputs[0])
    let patterns = table.patterns
    if patterns.kind == .several { return try analyzeSeveral(table) }
    let summary = VoteSummary(of: patterns)
    var run = FitRun(.model(LabelModelRegistry.defaultModel))
    run.areColumns = table.layout != .long
    if table.layout == .binary { run.voters = .functions }
    let fit = try run.run(on: patterns)
    let showsAgreement = self.agreement ?? (table.layout == .long || ordinal)
    let agreement =
      showsAgreement
      ? AgreementSummary(of: patterns, scale: try scale(of: patterns.labelSpace)) : nil
    if let ask, let output { try write(ask, of: table, fit, to: output, of: files) }
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
    Console.print(SummaryTable.lines(summary))
    if let agreement {
      Console.print("")
      for line in AgreementText.lines(agreement, estimates: fit.fitted.voterEstimates) {
        Console.print(line)
      }
    }
    FitText.print(fit.warnings, of: table.layout == .long ? .annotators : .functions)
  }

  /// Shows what votes say of several classes a document.
  private func analyzeSeveral(_ table: VoteTable) throws {
    try OptionUse.refuse(["--ask", "--ordinal"], meantFor: .one)
    try printSeveral(
      StatementSummary(of: table.patterns),
      voter: table.layout == .long ? "worker" : "function",
      hasAgreement: agreement ?? (table.layout == .long)
    )
  }

  private func printSeveral(
    _ summary: StatementSummary,
    voter: String = "function",
    hasAgreement: Bool
  ) throws {
    if json { return try Console.printJSON(summary) }
    Console.print(
      StatementSummaryText.lines(summary, voter: voter, hasAgreement: hasAgreement)
    )
  }

  /// The order of the classes, where they are ratings: that of numbers, or the one declared.
  private func scale(of space: LabelSpace) throws -> RatingScale? {
    if ordinal, votes.classes != nil { return RatingScale(inOrder: space) }
    if let numbers = RatingScale(numbers: space), ordinal || space.classCount > 2 {
      return numbers
    }
    guard ordinal else { return nil }
    throw Diagnostic(
      "'--ordinal' needs the order of the classes, which are not all numbers",
      help: "name the classes from the lowest to the highest: --ordinal --classes "
        + space.classes.joined(separator: ",")
    )
  }

  /// Writes the documents whose gold labels would help most.
  private func write(
    _ count: Int,
    of table: VoteTable,
    _ fit: FitRun.Outcome,
    to path: String,
    of files: RunFiles
  ) throws {
    let rows = fit.rowsToLabel(count, of: table.patterns)
    try VoteFiles.writeQuestions(about: rows.map { table.ids[$0] }, to: path, of: files)
    try files.commit()
    Console.remark("\(Formatting.count(rows.count, "document")) to label → \(path)")
  }
}
