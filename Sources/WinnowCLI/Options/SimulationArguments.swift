internal import ActiveLearning
internal import ArgumentParser
internal import EndModels
internal import LabelingCore
internal import OptionValues

/// How many sessions are replayed, and how long they are.
struct SimulationArguments: ParsableArguments {
  private static let defaults = SimulationPlan(arms: [])

  @Option(
    help: "Number of sessions of each strategy, each with another split of the documents.",
    transform: OptionValue.count(to: 1_000_000)
  )
  var repeats = Self.defaults.repeats

  @Option(help: "Number of labels in a session.", transform: OptionValue.count())
  var budget = Self.defaults.budget

  @Option(
    help: "Number of documents in a batch, after which the models are fitted again.",
    transform: OptionValue.count(to: 1_000_000)
  )
  var batch = Self.defaults.batchSize

  @Option(help: .seed, transform: OptionValue.seed())
  var seed = SeededGenerator.defaultSeed

  @Option(
    help: "Share of the documents that is withheld to measure with.",
    transform: OptionValue.number(in: 0...1, excludesLower: true, excludesUpper: true)
  )
  var withheld = Self.defaults.withheldShare

  @Option(help: "What chooses documents while a strategy lacks answers to learn from.")
  var coldStart = Self.defaults.coldStart

  @Option(
    help: ArgumentHelp(
      "What curves are measured in: accuracy, macro-f1 or micro-f1.",
      discussion: """
        By default accuracy, and micro-f1 where documents may have several classes; their accuracy \
        is that of whole lists.
        """
    )
  )
  var score: Score?

  @Option(
    help: "The level to reach, 0 to 1; by default that of random sampling at the end.",
    transform: OptionValue.number(in: 0...1)
  )
  var level: Double?

  @Option(help: "What the classifier sees: words, or words and parts of words (ngrams).")
  var featureSet = FeatureSet.words

  @Option(
    help: "Number of sessions that run at once; by default one per core.",
    transform: OptionValue.count(to: OptionValue.mostThreads)
  )
  var threads: Int?

  /// What a classifier sees of a text.
  enum FeatureSet: String, ExpressibleByArgument, CaseIterable {
    case words
    case ngrams
  }

  /// The features of documents.
  var features: FeatureOptions { featureSet == .words ? .words : FeatureOptions() }

  /// The strategies of a list, each once; an unknown one is refused.
  func strategyNames(_ list: String) throws -> [String] {
    var names: [String] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      let strategy = try StrategyCatalogue.strategy(String(name).trimmed)
      if !names.contains(strategy.name) { names.append(strategy.name) }
    }
    _ = try StrategyCatalogue.strategy(coldStart)
    return names
  }

  /// The plan of the comparison.
  func plan(arms: [SimulationArm]) -> SimulationPlan {
    var plan = SimulationPlan(arms: arms)
    plan.coldStart = coldStart
    plan.repeats = repeats
    plan.budget = budget
    plan.batchSize = batch
    plan.seed = seed
    plan.withheldShare = withheld
    plan.threadCount = threads
    return plan
  }
}

extension Score: ExpressibleByArgument {}

extension String {
  /// The text without blanks at its ends.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
