internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Pipeline
internal import VoteIO

/// `winnow evaluate`.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score labels against gold labels.",
    usage: "winnow evaluate <labels> --gold <gold> [<options>]",
    discussion: .prose(
      """
      Accuracy, macro-F1, precision and recall per class; with probabilities also log
      loss, Brier score and expected calibration error (15 bins). Documents without a
      label lower the coverage, not the accuracy; so do gold labels whose document is not
      among the labels. A gold class that no label can have counts as wrong. A column inclusion_probability among
      the gold labels tells how they were sampled: then the scores are also corrected.

        winnow evaluate labels.csv --gold gold.csv
      """
    )
  )

  @Argument(help: "Labels, as 'winnow label' and others write them: CSV, JSON Lines or XML.")
  var labels: String

  @Option(help: "Gold labels: id,label in CSV, JSON Lines or XML; or a session.")
  var gold: String

  @Option(help: "Names of the fields of the labels: id,label.")
  var columns: String?

  @Option(help: "The prefix that 'winnow label --prefix' put before the names of its fields.")
  var prefix = ""

  @Option(help: "Names of the fields of the gold labels: id,label.")
  var goldColumns: String?

  @Option(help: "Format of the labels: \(CorpusFormat.list); by default the file's suffix.")
  var format: String?

  @Option(help: "XML: the elements that are records; by default all within the root.")
  var record: String?

  @Option(help: "Draw a reliability diagram and a confusion matrix into this folder, as SVG.")
  var plots: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let files = try RunFiles(reads: [labels] + Gold.files(gold), writes: PlotFiles.paths(in: plots))
    let goldNames = try goldColumns.map { try Self.pair($0, option: "--gold-columns") }
    var goldFile = GoldFile(at: gold)
    if let goldNames {
      goldFile.idFields = [goldNames.id]
      goldFile.labelFields = [goldNames.label]
    }
    let goldTable = try goldFile.read()
    guard !goldTable.ids.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(gold),
        "the file holds no gold label, so nothing can be scored",
        help: "fill in its labels"
      )
    }
    let names = try columns.map { try Self.pair($0, option: "--columns") }
    var labelFile = LabelFile(at: labels)
    labelFile.schema = LabelSchema(prefix: prefix)
    if let names {
      labelFile.idFields = [names.id]
      labelFile.labelField = names.label
    }
    labelFile.options.recordPath = record
    labelFile.options.format = try format.map { try CorpusFormat.named($0, option: "--format") }
    let table = try labelFile.read(gold: goldTable)
    var join = GoldJoin(goldTable)
    for id in table.ids { _ = join.row(of: id) }
    try join.outcome.check(against: "the labels")
    for warning in VoteRemarks.lookalikes(of: table.labelSpace.classes) { Console.print(warning) }
    let evaluated = try EvaluatedLabels(table, gold: goldTable)
    let report = ScoreReport(of: evaluated.rows)
    let corrected = evaluated.inclusion.map {
      SampledScores(of: evaluated.rows, inclusion: $0)
    }
    for var warning in join.outcome.warnings(about: "the labels") {
      warning.notes.append("gold labels without a document lower the coverage")
      Console.print(warning)
    }
    remark(on: evaluated, classes: table.labelSpace.classes)
    if let plots {
      try PlotFiles.write(report, to: plots, of: files)
      try files.commit()
    }
    if json {
      return try Console.printJSON(EvaluationReport(report: report, corrected: corrected))
    }
    Console.print(ScoreText.comparison([(name: labels, report: report)]))
    for line in ScoreText.corrected(corrected) { Console.print(line) }
    Console.print("")
    Console.print(ScoreText.classes(report))
    if let reliability = report.reliability {
      Console.print("")
      Console.print(ScoreText.reliability(reliability))
    }
    if report.unjudgedCount > 0 {
      Console.note("\(report.unjudgedCount) labels have no gold label to compare with")
    }
  }

  private func remark(on evaluated: EvaluatedLabels, classes: [String]) {
    if evaluated.foreignCount > 0 {
      Console.print(
        ScoreText.foreignGold(
          evaluated.foreignCount,
          names: evaluated.foreignClasses,
          among: classes
        )
      )
    }
  }

  private static func pair(_ text: String, option: String) throws -> (id: String, label: String) {
    let names = try OptionValue.names(
      text,
      of: option,
      count: 2,
      help: "write the columns of id and label: \(option) COMMENT_ID,label"
    )
    return (names[0], names[1])
  }
}

/// An evaluation for machines: the scores, and the corrected ones.
private struct EvaluationReport: Encodable {
  let report: ScoreReport
  let corrected: SampledScores?

  private enum CodingKeys: String, CodingKey {
    case corrected
  }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(corrected, forKey: .corrected)
  }
}
