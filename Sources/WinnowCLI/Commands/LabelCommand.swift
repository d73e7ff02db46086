internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import Foundation
internal import LabelIO
internal import LabelModels
internal import LabelStore
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Sessions
internal import VoteAnalysis
internal import Workspace

/// `winnow label`.
struct LabelCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Label a corpus: apply the functions, fit the label model, write the labels.",
    discussion: """
      Every input field is kept; added are label and confidence, the label's probability \
      (both absent where the model abstains), and the probability of each class \
      (p_<class> in CSV, an object in JSON Lines, elements in XML); that of a document \
      without votes is the class balance. The output's format goes by its suffix.

      For a task of several labels a document, labels is the list of its classes \
      (billing+login in CSV, [] for none of them), and each probability is on its own.

      With gold labels, accuracy (of several labels subset accuracy, all of them right) is \
      of the documents that have a label, coverage is their share; the models are compared \
      on the documents that both label.

        winnow label MessageSpam Datasets/messages/messages.csv \\
          --gold-field gold --output labels.csv
      """
  )

  @OptionGroup var input: ApplyArguments

  @Option(name: [.short, .long], help: "Where the labeled corpus goes; '-' is standard output.")
  var output: String

  @OptionGroup var form: OutputFormArguments

  @OptionGroup(title: "Model") var model: ModelArguments
  @OptionGroup(title: "Labels") var choice: LabelChoiceArguments
  @OptionGroup(title: "Labels") var coarse: CoarseArguments

  @Option(
    help: ArgumentHelp(
      "Several labels: choose when a class is present by gold labels, by f1 or precision=0.9.",
      valueName: "rule"
    )
  )
  var thresholdBy: String?

  @Option(help: "Gold labels that anchor the fit, for some documents: id,label in any format.")
  var gold: String?

  @Flag(help: "Add each function's vote to the output.")
  var provenance = false

  @Option(help: "Put before the names of all added fields.")
  var prefix = ""

  @Option(help: "Write the fitted model to this file too.")
  var saveModel: String?

  @Flag(help: .json)
  var json = false

  var isQuiet: Bool { input.run.quiet }

  func run() throws {
    let files = try input.files(reads: Gold.files(gold), writes: [output, saveModel])
    _ = try form.format(of: output)
    let journal = RunJournal("label")
    let (apply, applying) = try input.applyRun(files)
    if apply.plugin.manifest.labels == .several {
      return try labelSeveral(apply, applying, files, journal)
    }
    try OptionUse.refuse(["--threshold-by"], meantFor: .several, help: "leave it out")
    let outcome = try label(apply, writingTo: output, modelPath: saveModel)
    try files.commit()
    applying.finish()
    journal.write(
      apply,
      outcome.applied,
      outcome.summary,
      labels: VoteColumnView(outcome.rowLabels.map(\.rawValue)),
      isQuiet: input.run.quiet
    ) { run in
      run.model = type(of: outcome.fit.fitted).name
      run.remember([(.labels, output), (.model, saveModel), (.gold, gold)])
      run.figures.labelCounts = Dictionary(
        zip(outcome.summary.classes, outcome.labelCounts) + outcome.groupCounts.map { ($0, $1) },
        uniquingKeysWith: +
      )
      run.figures.unlabeledCount = outcome.unlabeledCount
      run.figures.labelAccuracy = outcome.scores?.labels.first
      run.figures.logLoss = outcome.scores?.first.report.logLoss
    }
    try report(outcome, seconds: applying.seconds)
  }

  /// Labels the corpus as the options say.
  ///
  /// - Parameters:
  ///   - apply: The plugin, the corpus, and the plan of the files, which the caller commits.
  ///   - output: Where the labeled corpus goes.
  ///   - modelPath: Where the fitted model goes, if anywhere.
  /// - Returns: What came out.
  /// - Throws: What labeling throws.
  func label(
    _ apply: ApplyRun,
    writingTo output: String,
    modelPath: String?
  ) throws -> LabelRun.Outcome {
    let plugin = apply.plugin
    var labelOutput = LabelFieldEncoder(
      labelSpace: plugin.manifest.labelSpace,
      functions: plugin.manifest.functions.map(\.name)
    )
    labelOutput.coarse = try coarse.labels(of: plugin)
    labelOutput.prefix = prefix
    labelOutput.hasProvenance = provenance
    var label = LabelRun(
      apply: apply,
      fit: try model.fitRun(classes: plugin.manifest.labelSpace),
      output: labelOutput
    )
    label.gold = try gold.map { try GoldLabels.read($0) }
    label.writerOptions = form.writerOptions(like: apply.source.options)
    label.ties = choice.ties
    label.labelsUncovered = choice.labelUncovered
    label.modelPath = modelPath
    label.outputFormat = try form.format(of: output)
    let writing = Progress("writing", isQuiet: input.run.quiet)
    label.onWriting = { writing.update(documents: $0, done: 0) }
    defer { writing.finish() }
    return try label.run(writingTo: output)
  }

  private func report(_ outcome: LabelRun.Outcome, seconds: Double) throws {
    // With the labels on standard output the report goes to standard error.
    let stream: Console.Stream = output == "-" ? .errors : .output
    func print(_ line: String) { stream.print(line) }
    if json {
      try stream.printJSON(LabelReport(outcome))
    } else if !input.run.quiet {
      stream.print(SummaryTable.lines(outcome.summary, for: stream))
      let classes =
        zip(outcome.summary.classes, outcome.labelCounts)
        + outcome.groupCounts.map {
          ($0, $1)
        }
      let counts = classes.map { "\($0) \($1)" }.joined(separator: ", ")
      print("labels: \(counts), none \(outcome.unlabeledCount)")
      if let scores = outcome.scores {
        print("")
        stream.print(ScoreText.comparison(scores, for: stream))
      }
      stream.print(FitText.lines(outcome.fit, for: stream))
      print("")
      print(
        "\(Formatting.count(outcome.applied.documentCount, "document")) in "
          + "\(Formatting.seconds(seconds)) → \(output)"
      )
    }
    if !input.run.quiet { FitText.print(outcome.fit.warnings) }
    RunRemarks.print(gold: outcome.gold)
    if let saveModel {
      OutputSuffix.check(saveModel, holds: "the model is written as JSON", as: "json")
    }
    RunRemarks.print(emptyGoldField: outcome.applied.lacksGold ? input.fields.goldField : nil)
    try RunRemarks.print(
      rejectedCount: outcome.applied.rejectedCount,
      firstRejects: outcome.applied.firstRejects,
      faults: outcome.applied.faults,
      losses: outcome.losses,
      reporting: input.run.reporting
    )
  }
}
