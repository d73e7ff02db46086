internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import Inspection
internal import LabelIO
internal import LabelingCore
internal import OptionValues
internal import Platform
internal import Runs
internal import VoteAnalysis

/// `winnow drift`.
struct DriftCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Compare an old corpus with a new one: which functions have gone stale.",
    usage: "winnow drift (<task> <old-corpus> <new-corpus> | <old-votes> <new-votes>) [<options>]",
    discussion: """
      Tests of each function's coverage, classes and conflicts, and of the labels by one \
      model fitted to the old votes, are corrected together (Holm): the chance of any false \
      alarm is at most --alpha. A shift must also reach Cohen's h of 0.1, or 0.01 bits of \
      Jensen-Shannon divergence. A function is stale when it has significantly lost the \
      share --stale-fall of its coverage. Words are corrected separately.

        winnow drift MessageSpam march.csv june.csv --fail-if stale --plot drift.svg
        winnow drift march.votes june.votes --json
      """
  )

  @Argument(help: "A task and two corpora, or two files of votes; the old one first.")
  var inputs: [String]

  @Option(help: "End with exit code 2 for this verdict or a worse one: shifted or stale.")
  var failIf: DriftVerdict?

  @Option(
    help: "The chance of any false alarm.",
    transform: OptionValue.number(in: 0...1, excludesLower: true, excludesUpper: true)
  )
  var alpha = DriftOptions.defaults.alpha

  @Option(
    help: "The share of its coverage that a function loses before it is stale.",
    transform: OptionValue.number(in: 0...1, excludesLower: true)
  )
  var staleFall = DriftOptions.defaults.staleFall

  @Option(
    help: ArgumentHelp(
      "The test: \(DriftTestRegistry.all.map { "'\($0.name)', \($0.summary)" }.joined(separator: "; ")).",
      valueName: "name"
    )
  )
  var test = DriftTestRegistry.defaultName

  @Option(help: "Draw coverage and labels into this file, as SVG.")
  var plot: String?

  @Flag(help: .json)
  var json = false

  @Option(help: ArgumentHelp("The old spelling of --format.", visibility: .hidden))
  var corpusFormat: String?

  @Option(
    name: .customLong("labels"),
    help: ArgumentHelp(
      "Votes: how many classes a document may have, one or several.",
      valueName: "kind"
    )
  )
  var labelKind: LabelKind?

  @Option(help: "Votes: names of the classes, separated by commas; by default those of the old.")
  var classes: String?

  @Option(help: "Votes: leave out this column or annotator, which does not vote; may be repeated.")
  var exclude: [String] = []

  @OptionGroup(title: "Corpora") var text: CorpusTextArguments

  @OptionGroup(title: "Corpora") var limits: CorpusLimitArguments

  @OptionGroup(title: "Corpora") var records: CorpusRecordArguments

  @OptionGroup(title: "Fields") var fields: DocumentFieldArguments
  @OptionGroup(title: "Run") var runOptions: RunArguments

  var isQuiet: Bool { runOptions.quiet }

  mutating func validate() throws {
    // Both were values of '--format' before it named the format of the corpora.
    let format = text.format
    let saysHowToPrint = format == "json" || format == "text"
    if saysHowToPrint {
      json = json || format == "json"
      text.format = nil
    }
    if let corpusFormat { text.format = corpusFormat }
    guard (2...3).contains(inputs.count) else {
      let rule = "drift compares two corpora by a task, or two files of votes"
      throw ValidationError(
        inputs.count == 1
          ? "\(rule); only '\(inputs[0])' is named\nhelp: \(Self.inputHelp)"
          : "\(rule); here are \(inputs.count) arguments\nhelp: \(Self.inputHelp)"
      )
    }
    if inputs.contains("") {
      throw ValidationError("an argument is empty\nhelp: \(Self.inputHelp)")
    }
    if inputs.count == 3 {
      try OptionUse.refuse(["--labels", "--classes", "--exclude"], goingWith: "two files of votes")
    } else {
      let idle = OptionUse.reading.filter { $0 != "--format" || !saysHowToPrint }
      try OptionUse.refuse(
        idle + ["--corpus-format"] + OptionUse.workers,
        goingWith: "a task and two corpora"
      )
    }
    if failIf == .stable { throw ValidationError("--fail-if is shifted or stale") }
  }

  private static let inputHelp =
    "write 'winnow drift TASK OLD-CORPUS NEW-CORPUS', or 'winnow drift OLD-VOTES NEW-VOTES'"

  func run() throws {
    // A task's name has no suffix.
    if inputs.count == 2, !FileSystem.isTaken(inputs[0]),
      FileSystem.isTaken(inputs[1]) || !inputs[0].contains(".")
    {
      throw UsageError(
        "there is no file of votes '\(inputs[0])', and a task needs two corpora",
        help: Self.inputHelp
      )
    }
    let task = inputs.count == 3 ? TaskArguments.files(of: inputs[0]) : [inputs[0]]
    let files = try RunFiles(reads: task + inputs.dropFirst(), writes: [plot])
    if let plot {
      try OutputSuffix.require("svg", of: plot, for: "--plot", holding: "pictures are SVG")
    }
    var options = DriftOptions()
    options.alpha = alpha
    guard options.useTest(named: test) else {
      throw UsageError(
        "there is no test '\(test)'",
        help: Suggestion.help(for: test, among: DriftTestRegistry.all.map(\.name), kind: "tests")
      )
    }
    options.staleFall = staleFall
    var drift = DriftRun(options: options)
    let report = try inputs.count == 3 ? compareCorpora(&drift) : compareVotes(drift)
    if let plot { try files.write(Array(DriftPlot(of: report).svg.utf8), to: plot) }
    try files.commit()
    if json {
      try Console.printJSON(DriftRecord(report))
    } else {
      Console.print(DriftText.lines(report))
    }
    for outcome in drift.outcomes {
      try RunRemarks.print(
        rejectedCount: outcome.rejectedCount,
        firstRejects: outcome.firstRejects,
        faults: outcome.faults,
        reporting: runOptions.reporting
      )
    }
    let isAlarming = failIf == .stale ? report.verdict == .stale : report.verdict != .stable
    if failIf != nil, isAlarming { throw CommandFailure(code: CommandFailure.strictCode) }
  }

  private func compareCorpora(_ drift: inout DriftRun) throws -> DriftReport {
    let plugin = try TaskArguments.parse([inputs[0]]).plugin(isQuiet: runOptions.quiet)
    let runs = try inputs[1...].map { path in
      var source = CorpusSource(paths: [path])
      source.options = try text.options(paths: [path], record: records.record)
      try limits.apply(to: &source)
      fields.apply(to: &source)
      let progress = Progress(
        "applying",
        total: CorpusSize.bytes(of: [path]),
        isQuiet: runOptions.quiet
      )
      var apply = ApplyRun(plugin: plugin, source: source, options: runOptions.options)
      apply.cache = runOptions.cache(for: plugin)
      apply.onProgress = { progress.update(documents: $0, done: $1) }
      apply.onOutput = runOptions.forwardOutput
      return apply
    }
    return try drift.run(from: runs[0], to: runs[1])
  }

  private func compareVotes(_ drift: DriftRun) throws -> DriftReport {
    var reading = VoteReadingOptions()
    reading.labelSpace = try classes.map { LabelSpace(try ClassNames.parse($0)) }
    reading.excluded = exclude
    reading.kind = labelKind ?? .one
    let old = try VoteFiles.votes(at: inputs[0], options: reading)
    VoteRemarks.print(old)
    reading.labelSpace = old.patterns.labelSpace
    let new = try VoteFiles.votes(at: inputs[1], options: reading)
    return try drift.report(from: old.patterns, to: new.patterns)
  }
}

extension DriftVerdict: ExpressibleByArgument {}

/// A comparison as JSON, with its verdict.
private struct DriftRecord: Encodable {
  let verdict: DriftVerdict
  let stale: [String]
  let drift: DriftReport

  init(_ report: DriftReport) {
    verdict = report.verdict
    stale = report.functions.filter { $0.verdict == .stale }.map(\.name)
    drift = report
  }
}
