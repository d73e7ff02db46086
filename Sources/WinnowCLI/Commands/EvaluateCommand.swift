internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import Inspection
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import PluginHost
internal import Runs
internal import Sessions

/// `winnow evaluate`.
struct EvaluateCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score labels against gold labels.",
    usage: "winnow evaluate <labels> --gold <gold> [<options>]",
    discussion: """
      Accuracy, macro-F1, precision and recall per class; with probabilities also log \
      loss, Brier score and expected calibration error (15 bins). Documents without a \
      label lower the coverage, not the accuracy; so do gold labels whose document is not \
      among the labels. A gold class that no label can have counts as wrong. A column \
      inclusion_probability among the gold labels tells how they were sampled: then the \
      scores are also corrected.

      A gold label may be a set of classes: cat|dog for one of these, !ham for any \
      other. A label is right when it is one of them; scores of classes, Brier's and the \
      confusions leave such documents out.

      Where classes stand in a tree (--task, or --groups), labels and gold labels may be \
      groups and paths, such as pets/cat: a group is right when the truth is in it. Then \
      there are also the accuracy on each level, hierarchical precision, recall and F1, \
      and how many labels are classes.

      Of several classes a document (a field 'labels', or --labels several): micro-, \
      macro- and sample-F1, subset accuracy (all classes right), Hamming loss and label \
      cardinality, and per class precision, recall, F1 and log loss. A gold label names \
      all of a document's classes, [] none of them; an empty one is not known. Documents \
      without labels miss all of their classes in recall, micro- and macro-F1; sample-F1, \
      subset accuracy and Hamming loss leave them out.

      Of spans (--gold-format): precision, recall and F1, strict (boundaries and type are \
      right) and partial (whatever the type, right boundaries are a hit, an overlap is half \
      of one), with intervals by drawing documents (1,000 bootstrap replicates).

        winnow evaluate labels.csv --gold gold.csv
        winnow evaluate labels.csv --gold corpus.csv --gold-columns id,topics
        winnow evaluate labels.csv --gold gold.csv --task MarketListings
        winnow evaluate spans.jsonl --gold test.json --gold-format wrench-spans
      """
  )

  @Argument(help: "Labels, as 'winnow label' and others write them: CSV, JSON Lines or XML.")
  var labels: String

  @Option(help: "Gold labels: id,label in CSV, JSON Lines or XML; or a session.")
  var gold: String

  @Option(help: "Names of the fields of the labels: id,label.")
  var columns: String?

  @Option(help: "The prefix that 'winnow label --prefix' put before the names of its fields.")
  var prefix = ""

  @Option(
    name: .customLong("labels"),
    help: ArgumentHelp(
      "How many classes a document may have: one, or several; by default as the fields say.",
      valueName: "kind"
    )
  )
  var labelKind: LabelKind?

  @Option(help: "Names of the fields of the gold labels: id,label.")
  var goldColumns: String?

  @OptionGroup var grouping: GroupArguments

  @Option(help: "The task whose classes stand in groups, instead of --groups.")
  var task: String?

  @Option(help: "The labels are spans: format of the gold spans.")
  var goldFormat: SpanFormat?

  @OptionGroup(title: "Labels") var text: CorpusTextArguments

  @OptionGroup(title: "Labels") var records: CorpusRecordArguments

  @Option(help: "Draw a reliability diagram and a confusion matrix into this folder, as SVG.")
  var plots: String?

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws { try checkSpanOptions() }

  func run() throws {
    let files = try RunFiles(
      reads: [labels] + Gold.files(gold) + [grouping.groups].compactMap(\.self)
        + (task.map(TaskArguments.files) ?? []),
      writes: PlotFiles.paths(in: plots),
      into: plots
    )
    if let goldFormat { return try evaluateSpans(goldFormat) }
    if try isOfSeveral() { return try evaluateSeveral() }
    let goldNames = try goldColumns.map { try Self.pair($0, option: "--gold-columns") }
    var goldFile = GoldFile(at: gold)
    if let goldNames {
      goldFile.idFields = [goldNames.id]
      goldFile.labelFields = [goldNames.label]
    }
    let names = try columns.map { try Self.pair($0, option: "--columns") }
    var labelFile = LabelFile(at: labels)
    labelFile.schema = LabelSchema(prefix: prefix)
    if let names {
      labelFile.idFields = [names.id]
      labelFile.labelField = names.label
    }
    labelFile.options = try text.options(paths: [labels], record: records.record)
    labelFile.groups = try groups()
    let outcome = try EvaluateRun(labels: labelFile, gold: GoldLabels.read(goldFile)).run()
    let report = outcome.report
    for warning in VoteRemarks.lookalikes(of: outcome.classes) { Console.remark(warning) }
    for var warning in outcome.join.warnings(about: "the labels") {
      warning.notes.append("gold labels without a document lower the coverage")
      Console.print(warning)
    }
    remark(on: outcome.evaluated, classes: outcome.classes)
    if let plots {
      try PlotFiles.write(report, to: plots, of: files)
      try files.commit()
    }
    if json {
      return try Console.printJSON(EvaluationReport(report: report, corrected: outcome.corrected))
    }
    Console.print(ScoreText.comparison([(name: labels, report: report)]))
    for line in ScoreText.corrected(outcome.corrected) { Console.print(line) }
    Console.print("")
    Console.print(ScoreText.classes(report))
    if let lines = ScoreText.tree(report) {
      Console.print("")
      for line in lines { Console.print(line) }
    }
    if let reliability = report.reliability {
      Console.print("")
      Console.print(ScoreText.reliability(reliability))
    }
    if report.unjudgedCount > 0 {
      Console.remark(
        "\(Formatting.count(report.unjudgedCount, "label")) "
          + "\(Formatting.verb(report.unjudgedCount, "has", "have")) no gold label to compare with"
      )
    }
  }

  /// The groups that classes stand in; `nil` where nothing says that there are any.
  private func groups() throws -> NamedGroups? {
    guard let task else { return try grouping.named() }
    try OptionUse.refuse(["--groups"], besides: "--task")
    let plugin = try TaskArguments.plugin(of: task, isQuiet: isQuiet)
    guard plugin.manifest.tree != nil else {
      throw CoarseArguments.lacksGroups("task '\(plugin.task)'", "--task")
    }
    return NamedGroups(of: plugin.manifest.labelSpace)
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
    let sets = evaluated.rows.goldSets.count
    if sets > 0 {
      Console.remark(
        "\(Formatting.count(sets, "gold label")) \(Formatting.verb(sets, "is a set", "are sets")) of "
          + "classes: labels are right there when they are one of them"
      )
    }
  }

  static func pair(_ text: String, option: String) throws -> (id: String, label: String) {
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
