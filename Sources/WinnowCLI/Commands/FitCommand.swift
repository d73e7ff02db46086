internal import ArgumentParser
internal import ByteIO
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import Runs

/// `winnow fit`.
struct FitCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a label model to votes and write it to a file.",
    discussion: """
      The file is JSON, to be read by people and by 'winnow predict'. Gold labels \
      anchor the fit; with 20 or more, a held-out half of them checks it against \
      majority vote. Warnings say what the votes cannot show. \
      Where a document may have several classes, a cell billing+login says that these \
      are present, -billing that it is absent, and a gold label names all of a \
      document's classes ([] for none). \
      With --format the votes mark spans of documents. What the file says is really there \
      checks the fit and is not learned from; --gold names documents to learn from.

        winnow fit votes.csv --gold gold.csv --output model.json
        winnow fit votes.csv --labels several --gold gold.csv --threshold-by f1 \
          --output model.json
        winnow fit train.json --format wrench-spans --output model.json
        winnow fit --stats part1.json --stats part2.json --output model.json
      """
  )

  @Argument(help: "Votes: a .votes file, CSV with a column per function, or item,worker,label.")
  var votes: String?

  @OptionGroup(title: "Votes") var reading: VoteReadingArguments

  @Option(help: "Statistics that 'winnow stats' wrote, instead of votes; may be repeated.")
  var stats: [String] = []

  @Option(name: [.short, .long], help: "Where the model goes; '-' is standard output.")
  var output: String

  @OptionGroup(title: "Spans") var spans: SpanFitArguments

  @OptionGroup(title: "Model") var model: ModelArguments

  @Option(help: "Start from this model, as 'winnow fit' wrote it.")
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Several labels: choose when a class is present by gold labels, by f1 or precision=0.9.",
      valueName: "rule"
    )
  )
  var thresholdBy: String?

  @Flag(help: "Skip the checks of the fit.")
  var noChecks = false

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    try checkSpanOptions()
    if !stats.isEmpty {
      try OptionUse.refuse(OptionUse.votes + ["--gold"], goingWith: "a file of votes")
    }
    if (votes == nil) == stats.isEmpty {
      throw ValidationError("give either a file of votes or --stats")
    }
  }

  func run() throws {
    if let format = spans.format, let votes { return try fitSpans(format, to: votes) }
    if stats.isEmpty { try Self.checkOptions(of: reading.labels ?? .one) }
    let files = try RunFiles(
      reads: stats + [votes, from] + reading.files,
      writes: [output]
    )
    let input = try readVotes()
    if input.patterns.kind == .several {
      return try fitSeveral(to: input.patterns, areColumns: input.areColumns, files)
    }
    try Self.checkOptions(of: .one)
    var run = try model.fitRun(classes: input.patterns.labelSpace)
    run.voters = input.kind
    run.areColumns = input.areColumns
    run.goldIsChosen = input.goldIsChosen
    run.isSampled = input.isSampled
    run.start = try from.map { try ModelRuns.model(at: $0) }
    run.checks = !noChecks
    let outcome = try run.run(on: input.patterns)
    try files.write(LabelModelFile(outcome.fitted).bytes(), to: output)
    try files.commit()
    let stream: Console.Stream = output == "-" ? .errors : .output
    if json {
      try stream.printJSON(FitReport(outcome))
    } else if !isQuiet {
      stream.print(FitText.lines(outcome, for: stream))
    }
    FitText.print(outcome.warnings, of: input.areColumns ? .functions : .annotators)
    if input.isSampled {
      Console.remark("patterns were sampled: whether votes look independent is not judged")
    }
    OutputSuffix.check(output, holds: "the model is written as JSON", as: "json")
    let facts =
      "\(Formatting.count(input.patterns.rowCount, "document")), "
      + "\(Formatting.count(input.patterns.patternCount, "pattern"))"
    Console.remark("\(type(of: outcome.fitted).name): \(facts) → \(output)")
  }

  /// What a model is fitted to.
  private struct Input {
    var patterns: VotePatterns
    var goldIsChosen: Bool
    /// What the voters are, where the file says so.
    var kind: VoterKind?
    /// Whether each voter has a column; else there is a row per answer.
    var areColumns: Bool
    /// Whether rare patterns were sampled.
    var isSampled = false
  }

  private func readVotes() throws -> Input {
    if let votes {
      let options = try reading.options()
      let table = try reading.read(votes, options)
      return Input(
        patterns: table.patterns,
        goldIsChosen: options.gold?.areChosen ?? false,
        kind: table.layout == .binary ? .functions : nil,
        areColumns: table.layout != .long
      )
    }
    let statistics = try ModelRuns.statistics(at: stats)
    return Input(
      patterns: statistics.votes,
      goldIsChosen: statistics.goldIsChosen,
      kind: statistics.voterKind,
      areColumns: statistics.areColumns,
      isSampled: statistics.isSampled
    )
  }
}
