internal import ActiveLearning
internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import EndModels
internal import Foundation
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Sessions

/// `winnow simulate`.
struct SimulateCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract:
      "Replay labeling sessions on a corpus with known labels, to compare query strategies.",
    usage: "winnow simulate <corpus> ... --gold <field> [<options>]",
    discussion: """
      Part of the documents is withheld to measure with; of the others, as many as the \
      budget allows are asked about, batch by batch, with the gold field as the answers. \
      With --task the labeling functions take part: functions alone, each strategy alone \
      and functions with each strategy are compared. Each repeat has another split.

        winnow simulate sms.csv --gold label --strategies margin,random
        winnow simulate tickets.jsonl --gold gold --task TicketTriage --budget 200

      Strategies: \(StrategyCatalogue.names.joined(separator: ", ")). \
      'margin:end-model' uses the classifier alone, 'function:NAME' settles one \
      function's accuracy, '0.8 margin + 0.2 random' shares out each batch.
      """
  )

  @Argument(help: "Corpus files: CSV, TSV, JSON Lines or XML, also .gz; '-' is standard input.")
  var corpus: [String]

  @Option(
    name: [.customLong("gold"), .customLong("gold-field")],
    help: ArgumentHelp("The field of the known labels.", valueName: "field")
  )
  var gold: String

  @Option(help: "The strategies to compare, separated by commas.")
  var strategies = "random,margin,entropy"

  @Option(help: "Labeling functions that take part: a task, as for 'winnow label'.")
  var task: String?

  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments

  @OptionGroup(title: "Fields") var fields: DocumentFieldArguments

  @Option(help: "Class names for what the gold field holds: 0=ham,1=spam.")
  var goldMap: String?

  @OptionGroup(title: "Sessions") var sessions: SimulationArguments

  @Option(
    name: [.short, .long],
    help: "Write curves.csv, runs.csv, report.json and curves.svg into this folder."
  )
  var output: String?

  @Flag(help: .json)
  var json = false

  @OptionGroup(title: "Run") var running: RunArguments

  var isQuiet: Bool { running.quiet }

  func validate() throws {
    if task == nil { try OptionUse.refuse(OptionUse.workers, goingWith: "'--task'") }
    if goldMap != nil, task == nil { throw ValidationError("--gold-map goes with --task") }
  }

  func run() throws {
    let names = try sessions.strategyNames(strategies)
    let outputs = output.map { folder in Self.fileNames.map { "\(folder)/\($0)" } } ?? []
    let files = try RunFiles(
      reads: corpus + (task.map(TaskArguments.files) ?? []),
      writes: outputs + [reading.rejects],
      into: output
    )
    var source = try reading.source(paths: corpus)
    fields.apply(to: &source)
    source.goldField = gold
    var apply: ApplyRun?
    if let task {
      let plugin = try TaskArguments.plugin(of: task, isQuiet: running.quiet)
      source.goldNames = try CorpusFieldArguments.goldNames(
        goldMap,
        classes: plugin.manifest.labelSpace
      )
      var run = ApplyRun(plugin: plugin, source: source, options: running.options)
      run.cache = running.cache(for: plugin)
      run.onOutput = running.forwardOutput
      run.files = files
      apply = run
    }
    let arms = SimulationArm.all(strategies: names, hasFunctions: apply != nil)
    var simulate = SimulateRun(source: source, apply: apply, plan: sessions.plan(arms: arms))
    try simulate.check(strategies: names)
    simulate.files = files
    simulate.features = sessions.features
    simulate.score = sessions.score
    simulate.level = sessions.level
    let total = arms.count * simulate.plan.repeats
    let progress = SessionProgress(total: total, isQuiet: running.quiet)
    simulate.onProgress = { progress.update(done: $0) }
    let outcome = try simulate.run()
    progress.finish()
    if let output { try write(outcome, of: simulate.plan, to: output, of: files) }
    try files.commit()
    if json {
      try Console.printJSON(outcome.report)
    } else {
      Console.print(SimulationText.lines(outcome))
    }
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      faults: outcome.faults,
      reporting: running.reporting
    )
  }

  /// What is written into the folder of --output.
  private static let fileNames = ["curves.csv", "runs.csv", "report.json", "curves.svg"]

  private func write(
    _ outcome: SimulateRun.Outcome,
    of plan: SimulationPlan,
    to folder: String,
    of files: RunFiles
  ) throws {
    let contents = [
      SimulationTables.curves(outcome.report),
      SimulationTables.runs(outcome.curves, of: plan),
      Array((try Console.json(outcome.report) + "\n").utf8),
      Array(LearningCurvePlot(of: outcome.report).svg.utf8),
    ]
    for (name, bytes) in zip(Self.fileNames, contents) {
      try files.write(bytes, to: "\(folder)/\(name)")
      Console.remark("\(folder)/\(name)")
    }
  }
}
