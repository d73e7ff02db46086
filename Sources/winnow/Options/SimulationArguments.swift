internal import ActiveLearning
internal import ArgumentParser
internal import EndModels
internal import LabelingCore

/// How many sessions are replayed, and how long they are.
struct SimulationArguments: ParsableArguments {
  @Option(help: "Sessions of each strategy, each with another split of the documents.")
  var repeats = 20

  @Option(help: "Labels of a session.")
  var budget = 500

  @Option(help: "Documents of a batch, after which the models are fitted again.")
  var batch = 10

  @Option(help: "What every chance follows from.")
  var seed: UInt64 = 1

  @Option(help: "Share of the documents that is withheld to measure with.")
  var withheld = 0.3

  @Option(help: "What chooses documents while a strategy lacks answers to learn from.")
  var coldStart = RandomSampling.name

  @Option(help: "What curves are measured in: accuracy or macro-f1.")
  var score = Score.accuracy

  @Option(help: "The level to reach, 0 to 1; by default random sampling's at the end.")
  var level: Double?

  @Option(help: "What the classifier sees: words, or words and parts of words (ngrams).")
  var featureSet = FeatureSet.words

  @Option(help: "Number of sessions that run at once; by default one per core.")
  var threads: Int?

  /// What a classifier sees of a text.
  enum FeatureSet: String, ExpressibleByArgument, CaseIterable {
    case words
    case ngrams
  }

  func validate() throws {
    if repeats < 1 { throw ValidationError("--repeats is at least 1") }
    if budget < 1 { throw ValidationError("--budget is at least 1") }
    if batch < 1 { throw ValidationError("--batch is at least 1") }
    if withheld <= 0 || withheld >= 1 {
      throw ValidationError("--withheld is a number between 0 and 1")
    }
    if let level, !(0...1).contains(level) {
      throw ValidationError("--level is a number from 0 to 1")
    }
    if let threads, threads < 1 { throw ValidationError("--threads is at least 1") }
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
