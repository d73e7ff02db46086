internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Runs

/// `winnow predict`.
struct PredictCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Label votes with a model that was fitted before.",
    usage: "winnow predict <votes> --model <model> --output <output> [<options>]",
    discussion: """
      Votes go by the names of their functions, in any order. A function or annotator that \
      is missing is silent, or was not asked; one that the model does not know is left out. \
      Both are reported. Classes must be those of the model. With a model of several \
      classes a document, 'labels' are all that are present, billing+login in CSV and a \
      list in JSON Lines, [] for none; a document without votes has no labels. Each \
      p_<class> is a probability by itself. \
      With a model of spans and --format, labels are JSON Lines: 'spans' of each document, \
      disjoint, each with its probability and the functions that marked exactly it. 'offsets' \
      says what positions count: tokens where documents are given as tokens, whose text \
      is the tokens joined by blanks.

        winnow predict votes.csv --model model.json --output labels.csv
        winnow predict test.json --format wrench-spans --model model.json --output spans.jsonl
      """
  )

  @OptionGroup var votes: VoteArguments

  @Option(help: "The model, as 'winnow fit' wrote it.")
  var model: String

  @Option(name: [.short, .long], help: "Where the labels go; '-' is standard output.")
  var output: String

  @OptionGroup(title: "Labels") var choice: LabelChoiceArguments

  @OptionGroup(title: "Labels") var coarse: CoarseArguments

  @OptionGroup(title: "Spans") var spans: SpanPredictArguments

  @Flag(help: "Add each function's vote to the output.")
  var provenance = false

  @OptionGroup var form: OutputFormArguments

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws { try checkSpanOptions() }

  func run() throws {
    if let format = spans.format { return try predictSpans(format) }
    let files = try RunFiles(
      reads: [votes.votes, model] + votes.reading.files,
      writes: [output]
    )
    let format = try form.format(of: output) ?? .csv
    let content = try ModelRuns.content(at: model)
    if case .several(let model) = content {
      return try predictSeveral(with: model, format, files)
    }
    let path = model
    let model = try ModelRuns.model(at: path)
    let table = try votes.read(for: model)
    try ModelRuns.predict(
      table.patterns,
      ids: table.ids,
      model: model,
      ties: choice.ties,
      labelsUncovered: choice.labelUncovered,
      hasProvenance: provenance,
      coarse: coarse.labels(of: model.labelSpace, in: path),
      format: format,
      options: form.writerOptions(),
      writingTo: output,
      of: files
    )
    try files.commit()
    Console.remark("\(Formatting.count(table.ids.count, "document")) → \(output)")
  }

  private func predictSeveral(
    with model: FittedMultiLabelModel,
    _ format: CorpusFormat,
    _ files: RunFiles
  ) throws {
    if let given = GivenOptions.first(of: ["--ties"]) {
      throw ValidationError(
        "'\(given)' has no effect here\nhelp: classes of several are present or not, each on its own"
      )
    }
    try OptionUse.refuse(["--coarse-below"], meantFor: .one, help: "leave it out")
    let table = try votes.read(for: model)
    try ModelRuns.predict(
      table.patterns,
      ids: table.ids,
      model: model,
      labelsUncovered: choice.labelUncovered,
      hasProvenance: provenance,
      format: format,
      options: form.writerOptions(),
      writingTo: output,
      of: files
    )
    try files.commit()
    let uncovered = choice.labelUncovered ? 0 : table.patterns.uncoveredCount
    let rest =
      uncovered == 0
      ? "" : ", \(uncovered) without votes \(Formatting.verb(uncovered, "has", "have")) no labels"
    Console.remark("\(Formatting.count(table.ids.count, "document")) → \(output)\(rest)")
  }
}
