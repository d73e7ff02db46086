internal import ActiveLearning
internal import ArgumentParser
internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import OptionValues
internal import PluginHost
internal import Runs
internal import Sessions
internal import Workspace

/// `winnow session start`.
struct SessionStartCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Start a session over a corpus, and ask.",
    discussion: """
      The corpus may be the output of 'winnow label': its probabilities say what to ask \
      about, and its votes (--provenance) take part in the label model. With --task the \
      functions vote now. A table id,label of documents to ask about, as 'winnow analyze \
      --ask' writes it, goes with the --corpus that its ids are from. The doc comments of a \
      task's classes, with lines 'Example: …' and 'Color: #2b6490', are shown to annotators; \
      --class-info goes before them. With --labels several, as with a task that says so, a \
      document may have several classes, or none.

        winnow session start reviews.csv --task Reviews -o reviews.session
        winnow session start notes.jsonl --classes urgent,other -o notes.session
        winnow session start mails.jsonl --classes a,b --labels several -o m.session
        winnow session start ask.csv --corpus reviews.csv --task Reviews -o a.session
      """
  )

  @Argument(help: "Corpus files, labels that 'winnow label' wrote, or a table id,label.")
  var input: [String]

  @Option(name: [.short, .long], help: "The session's file.")
  var output: String

  @Option(help: "The task whose functions vote: its name, its package, or a built .so.")
  var task: String?

  @Option(help: "The classes, separated by commas; by default those of the task or the labels.")
  var classes: String?

  @Option(
    help: ArgumentHelp(
      "How many classes a document may have: one, or several; by default as the task says.",
      valueName: "kind"
    )
  )
  var labels: LabelKind?

  @Option(parsing: .upToNextOption, help: "The corpus that a table of ids is about.")
  var corpus: [String] = []

  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments

  @OptionGroup(title: "Fields") var fields: DocumentFieldArguments

  @Option(help: "The prefix that 'winnow label --prefix' put before the names of its fields.")
  var prefix = ""

  @Option(
    name: [.customLong("hide-field"), .customLong("hide")],
    help: "A field that annotators do not see, such as a known label; may be repeated."
  )
  var hide: [String] = []

  @OptionGroup(title: "Guidelines") var guidance: GuidanceArguments

  @Option(
    help: ArgumentHelp(
      "What to ask next: \(StrategyCatalogue.names.joined(separator: ", ")), or a mixture.",
      discussion: """
        By default \(StrategyCatalogue.defaultStrategy.name), '0.8 margin + 0.2 random' is a mixture; 'winnow simulate' \
        compares strategies on a corpus with gold labels.
        """,
      valueName: "name"
    )
  )
  var strategy: String?

  @Option(help: .seed, transform: OptionValue.seed(from: 1))
  var seed = SeededGenerator.defaultSeed

  @Option(
    help: "Number of questions chosen at once; the model is fitted for each such batch.",
    transform: OptionValue.count(to: 1_000_000)
  )
  var batch = SessionSettings.defaults.batchCount

  @Option(
    help: "How many annotators answer each document.",
    transform: OptionValue.count(to: 1_000_000)
  )
  var overlap = SessionSettings.defaults.overlap

  @Option(
    help: "Seconds that a document is kept for the annotator it was shown to.",
    transform: OptionValue.count(to: OptionValue.longestWait)
  )
  var lease = SessionSettings.defaults.leaseInSeconds

  @Option(
    help: "Target number of answers; shown with the progress.",
    transform: OptionValue.count()
  )
  var budget: Int?

  @Flag(help: "The classes are ratings, lowest first: near ones are nearly right.")
  var ordered = false

  @Option(
    help: ArgumentHelp(
      "Gold labels of documents that everybody is asked about among the others.",
      discussion: """
        A table id,label of documents of the corpus. They look like all others; 'winnow session \
        status --manager' tells how each annotator did on them.
        """,
      valueName: "file"
    )
  )
  var check: String?

  @Option(
    help: "Share of an annotator's questions that are about those documents.",
    transform: OptionValue.number(in: 0...1, excludesLower: true)
  )
  var checkRate = SessionSettings.defaultCheckRate

  @Flag(help: "Create the file and ask nothing.")
  var noAsk = false

  @OptionGroup(title: "Asking") var prompt: AnnotationPromptArguments

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    if check == nil, GivenOptions.first(of: ["--check-rate"]) != nil {
      throw ValidationError("'--check-rate' has no effect here\nhelp: it goes with '--check'")
    }
    if noAsk { try OptionUse.refuse(["--annotator", "--lines"], besides: "--no-ask") }
  }

  func run() throws {
    let input = try SessionInput(self.input, corpus: corpus)
    var source = try reading.source(paths: input.corpus)
    fields.apply(to: &source)
    var start = SessionStart(source: source)
    start.asked = input.asked
    start.labels = LabelSchema(prefix: prefix)
    start.askedPath = self.input[0]
    start.guidelines = try guidance.guidelines.flatMap { try GuidanceFiles.guidelines(at: $0) }
    start.classTable = guidance.classInfo
    start.classes = try classes.map { try ClassNames.parse($0) }
    start.settings.task = task
    start.settings.hiddenFields = hide
    start.settings.seed = seed
    start.settings.batchCount = batch
    start.settings.overlap = overlap
    start.settings.leaseInSeconds = lease
    start.settings.budget = budget
    start.settings.isOrdered = ordered
    start.settings.isBlind = prompt.blind
    if let task {
      let plugin = try TaskArguments.plugin(of: task)
      var apply = ApplyRun(plugin: plugin, source: source, options: WorkerOptions())
      apply.cache = plugin.workspace.map { VoteCache(workspace: $0) }
      start.apply = apply
      start.documentedClasses = try TaskArguments.documentedClasses(of: task, plugin.manifest)
      if let labels, labels != plugin.manifest.labels {
        throw UsageError(
          "'--labels \(labels.rawValue)' does not fit task '\(task)'",
          help: "leave '--labels' out: the task says how many classes a document has"
        )
      }
      start.settings.labels = plugin.manifest.labels
    } else {
      start.settings.labels = labels ?? .one
    }
    if start.settings.labels == .several {
      try OptionUse.refuse(["--ordered"], meantFor: .one, help: "leave it out")
    }
    if let check {
      var gold = GoldFile(at: check)
      gold.kind = start.settings.labels
      start.checks = try GoldLabels.read(gold)
      start.settings.checkRate = checkRate
    }
    let outcome = try start.run(writingTo: output, strategy: strategy)
    var facts = [
      Formatting.count(outcome.documentCount, "document"),
      outcome.classes.joined(separator: ", "),
    ]
    if outcome.functionCount > 0 {
      facts.append("votes of \(Formatting.count(outcome.functionCount, "function"))")
    }
    if outcome.hasProbabilities { facts.append("probabilities of the labels") }
    if outcome.checkCount > 0 {
      facts.append(Formatting.count(outcome.checkCount, "check question"))
    }
    facts.append("strategy \(outcome.strategy)")
    if outcome.rejectedCount > 0 {
      facts.append("\(Formatting.count(outcome.rejectedCount, "bad record")) left out")
    }
    Console.remark("\(facts.joined(separator: "; ")) → \(output)")
    for warning in outcome.warnings { Console.remark(warning) }
    guard !noAsk else { return }
    guard RawTerminal.isPossible || prompt.lines else {
      Console.remark("ask with 'winnow session resume \(output)'")
      return
    }
    try prompt.run(output)
  }
}
