internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import EndModels
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import Runs

/// `winnow train`.
struct TrainCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a classifier of texts on labels, to label any documents without functions.",
    discussion: """
      Learns from the probabilities that 'winnow label' wrote: documents whose label is \
      unsure pull both ways, documents without a label are left out. With 20 gold labels \
      or more it is calibrated and judged on documents that it has not learned from.

      Labels of several classes a document give a binary model for each class over the same \
      features, in one file. A document has a class above 0.5, or above what separates the \
      labels that it learned from.

        winnow label MessageSpam Datasets/messages/messages.csv --output labels.csv
        winnow train labels.csv --gold-field gold --output spam.endmodel
        winnow classify new.csv --model spam.endmodel --output classified.csv
      """
  )

  @Argument(help: "The labeled corpus: CSV, TSV, JSON Lines or XML, also .gz.")
  var labels: [String]

  @Option(name: [.short, .long], help: "Where the model goes; '-' is standard output.")
  var output: String

  @Option(
    name: .customLong("labels"),
    help: ArgumentHelp(
      "How many classes a document may have: one, or several; by default by the fields of labels.",
      valueName: "kind"
    )
  )
  var labelKind: LabelKind?

  @Option(help: "Learn from this field of class names, such as gold, not from probabilities.")
  var labelField: String?

  @Option(help: "The prefix that 'winnow label --prefix' put before the names of its fields.")
  var prefix = ""

  @OptionGroup(title: "Model") var model: EndModelArguments
  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments
  @OptionGroup(title: "Fields") var fields: CorpusFieldArguments

  @Flag(help: .json)
  var json = false

  @OptionGroup var reporting: ReportingArguments

  var isQuiet: Bool { reporting.quiet }

  func validate() throws {
    if labelField != nil, fields.goldField != nil {
      throw ValidationError(
        "--label-field already says what is gold; leave --gold-field out"
      )
    }
  }

  func run() throws {
    let files = try RunFiles(reads: labels, writes: [output, reading.rejects])
    var source = try reading.source(paths: labels)
    try fields.apply(to: &source, classes: nil)
    var train = TrainRun(
      source: source,
      labels: labelField.map { .classes(field: $0) } ?? .probabilities(prefix: prefix),
      model: try model.endModel()
    )
    train.files = files
    train.features = try model.features()
    let progress = Progress(
      "reading",
      total: CorpusSize.bytes(of: labels),
      isQuiet: reporting.quiet
    )
    let isSeveral = try MultiLabelTrainRun.isThere(in: source, train.labels)
    if labelKind ?? (isSeveral ? .several : .one) == .several {
      return try trainSeveral(train, source, files, progress)
    }
    train.onProgress = { progress.update(documents: $0, done: $1) }
    let outcome = try train.run(writingTo: output)
    try files.commit()
    progress.finish()
    try report(outcome, seconds: progress.seconds)
  }

  private func report(_ outcome: TrainRun.Outcome, seconds: Double) throws {
    let stream: Console.Stream = output == "-" ? .errors : .output
    let model = outcome.classifier.model
    if json {
      try stream.printJSON(TrainReport(outcome))
    } else if !reporting.quiet {
      stream.print(
        "\(model.name): \(Formatting.count(outcome.documentCount, "document")), "
          + "\(Formatting.count(outcome.classifier.features.columnCount, "feature")), "
          + "classes \(model.labelSpace.classes.joined(separator: ", "))"
      )
      if let score = outcome.score {
        stream.print("temperature \(Formatting.share(model.temperature))")
        stream.print("")
        let lines =
          outcome.scores.map { ScoreText.comparison($0, for: stream) }
          ?? ScoreText.comparison([(name: "end model, held out", report: score)], for: stream)
        stream.print(lines)
        if let loss = score.logLossInterval {
          stream.print("log loss, \(Formatting.intervalHeading): \(Formatting.interval(loss))")
        }
      }
      stream.print("")
      stream.print("trained in \(Formatting.seconds(seconds)) → \(output)")
    }
    if !reporting.quiet { remarks(outcome) }
    OutputSuffix.check(
      output,
      holds: "the model is written in its own format",
      as: "endmodel"
    )
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      reporting: reporting
    )
  }

  private func remarks(_ outcome: TrainRun.Outcome) {
    if outcome.goldCount == 0 { RunRemarks.print(emptyGoldField: fields.goldField) }
    if outcome.unlabeledCount > 0 {
      Console.remark(
        "\(Formatting.count(outcome.unlabeledCount, "document")) without a label "
          + "\(Formatting.verb(outcome.unlabeledCount, "was", "were")) left out"
      )
    }
    if outcome.score == nil { Console.print(Self.unjudged(goldCount: outcome.goldCount)) }
    let model = outcome.classifier.model
    let classes = model.labelSpace.classes
    if let list = classes.first(where: { SeveralSuspicion.isSeveral($0, among: classes) }) {
      Console.print(Self.lookingLikeSeveral(list))
    }
    if Temperature.isAtBound(model.temperature) {
      Console.print(Self.temperatureAtBound(model.temperature))
    }
    if !model.facts.converged { Console.print(Self.unconverged) }
  }

  /// What a class deserves whose name is a list of other classes.
  static func lookingLikeSeveral(_ name: String) -> Diagnostic {
    Diagnostic(
      severity: .warning,
      "'\(name)' is read as a class, and so are its parts",
      help: "pass '--labels several' if a document may have several classes"
    )
  }

  /// What a model deserves that no gold labels have judged.
  static func unjudged(goldCount: Int) -> Diagnostic {
    Diagnostic(
      severity: .warning,
      "the model is neither judged nor calibrated: "
        + "\(Temperature.leastDocuments) gold labels are needed, there are \(goldCount)",
      help: "name the field of gold labels with '--gold-field FIELD'"
    )
  }

  /// What a temperature deserves at which the search ended, of these of several classes.
  static func temperatureAtBound(_ temperature: Double, of classes: [String] = []) -> Diagnostic {
    let names = classes.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      severity: .warning,
      "the temperature \(classes.isEmpty ? "" : "of \(names), ")\(Formatting.share(temperature))"
        + "\(classes.isEmpty ? "" : ",") is at the bound "
        + "of its search, so the probabilities may not be calibrated",
      help: "check that the gold labels are a random sample of the documents to classify"
    )
  }

  /// What a model deserves whose training ended early.
  static let unconverged = Diagnostic(
    severity: .warning,
    "training ended before it converged",
    help: "a smaller '--inverse-regularization' converges sooner"
  )
}

/// What `winnow train --json` prints.
private struct TrainReport: Encodable {
  var model: String
  var classes: [String]
  var documents: Int
  var features: Int
  var unlabeled: Int
  var gold: Int
  var temperature: Double
  var iterations: Int
  var converged: Bool
  var heldOut: ScoreReport?
  var labels: ScoreReport?
  /// Both on the documents that both label.
  var comparison: LabelComparison?

  private enum CodingKeys: String, CodingKey {
    case model, classes, documents, features, unlabeled, gold, temperature, iterations, converged
    case heldOut = "held_out"
    case labels, comparison
  }

  init(_ outcome: TrainRun.Outcome) {
    let fitted = outcome.classifier.model
    model = fitted.name
    classes = fitted.labelSpace.classes
    documents = outcome.documentCount
    features = outcome.classifier.features.columnCount
    unlabeled = outcome.unlabeledCount
    gold = outcome.goldCount
    temperature = fitted.temperature
    iterations = fitted.facts.iterations
    converged = fitted.facts.converged
    heldOut = outcome.score
    labels = outcome.scores?.second.report
    comparison = outcome.scores?.labels
  }
}
