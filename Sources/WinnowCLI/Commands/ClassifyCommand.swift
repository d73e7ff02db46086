internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import EndModels
internal import LabelModels
internal import LabelingCore
internal import Runs

/// `winnow classify`.
struct ClassifyCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Label a corpus with a trained end model.",
    usage: "winnow classify <corpus> ... --model <model> --output <output> [<options>]",
    discussion: """
      Every input field is kept; added are label, confidence and the probability of each \
      class, as 'winnow label' adds them; with a model of several classes a document, labels \
      and the probability of each class by itself. A gold label outside the model's classes \
      counts as wrong. The output's format goes by its suffix.

        winnow classify new.csv --model spam.endmodel --output classified.csv
      """
  )

  @Argument(help: "Corpus files: CSV, TSV, JSON Lines or XML, also .gz; '-' is standard input.")
  var corpus: [String]

  @Option(help: "The model, as 'winnow train' wrote it.")
  var model: String

  @Option(name: [.short, .long], help: "Where the labeled corpus goes; '-' is standard output.")
  var output: String

  @OptionGroup var form: OutputFormArguments

  @Option(help: "How to break ties: abstain, or first in the order of the classes.")
  var ties = TieBreaking.abstain

  @Option(help: "Put before the names of all added fields.")
  var prefix = ""

  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments
  @OptionGroup(title: "Fields") var fields: CorpusFieldArguments

  @Flag(help: .json)
  var json = false

  @OptionGroup var reporting: ReportingArguments

  var isQuiet: Bool { reporting.quiet }

  func run() throws {
    let files = try RunFiles(reads: corpus + [model], writes: [output, reading.rejects])
    let format = try form.format(of: output)
    let classifier = try ClassifyRun.classifier(at: model)
    if case .several = classifier {
      try OptionUse.refuse(["--ties"], meantFor: .one, help: "leave it out")
    }
    var source = try reading.source(paths: corpus)
    try fields.apply(to: &source, classes: classifier.labelSpace)
    var classify = ClassifyRun(source: source, classifier: classifier)
    classify.files = files
    classify.ties = ties
    classify.prefix = prefix
    classify.writerOptions = form.writerOptions(like: source.options)
    classify.outputFormat = format
    let progress = Progress(
      "classifying",
      total: CorpusSize.bytes(of: corpus),
      isQuiet: reporting.quiet
    )
    classify.onProgress = { progress.update(documents: $0, done: $1) }
    let outcome = try classify.run(writingTo: output)
    try files.commit()
    progress.finish()
    let stream: Console.Stream = output == "-" ? .errors : .output
    if json {
      if case .several = classifier {
        try stream.printJSON(outcome.labelSetScore)
      } else {
        try stream.printJSON(outcome.score)
      }
    } else if !reporting.quiet {
      stream.print(lines(of: outcome, by: classifier, for: stream))
      stream.print("")
      stream.print(
        "\(Formatting.count(outcome.documentCount, "document")) in "
          + "\(Formatting.seconds(progress.seconds)) → \(output)"
      )
    }
    if outcome.foreignGoldCount > 0, !reporting.quiet {
      let classes = classifier.labelSpace.classes
      let judged =
        outcome.score?.classes.map(\.name) ?? outcome.labelSetScore?.classes.map(\.name) ?? []
      Console.print(
        ScoreText.foreignGold(
          outcome.foreignGoldCount,
          names: Array(judged.dropFirst(classes.count)),
          among: classes
        )
      )
    }
    RunRemarks.print(emptyGoldField: outcome.lacksGold ? fields.goldField : nil)
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      losses: outcome.losses,
      reporting: reporting
    )
  }

  /// The labels in numbers, and their scores where there is gold.
  private func lines(
    of outcome: ClassifyRun.Outcome,
    by classifier: EndModelFile.Content,
    for stream: Console.Stream
  ) -> [StyledText] {
    let classes = zip(classifier.labelSpace.classes, outcome.labelCounts)
    let counts = classes.map { "\($0) \($1)" }.joined(separator: ", ")
    let none = if case .several = classifier { "no class" } else { "none" }
    var lines = [StyledText("labels: \(counts), \(none) \(outcome.unlabeledCount)")]
    if let score = outcome.score {
      lines.append("")
      lines += ScoreText.comparison([(name: classifier.name, report: score)], for: stream)
    }
    if let score = outcome.labelSetScore {
      lines.append("")
      lines += MultiLabelText.scores(
        [(classifier.name, score)],
        heading: "against gold",
        for: stream
      )
      lines.append(StyledText(MultiLabelText.cardinality(score)))
    }
    return lines
  }
}
