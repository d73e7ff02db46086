internal import ArgumentParser
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Runs

/// Which label model combines the votes, and with which hyperparameters.
struct ModelArguments: ParsableArguments {
  private static let names = LabelModelRegistry.names + [ModelSelection.name]
  /// The models that can be given the shares of the classes.
  private static let balanced = LabelModelRegistry.models
    .filter { $0 is any BalancedLabelModel }.map { type(of: $0).name }

  @Option(
    help: ArgumentHelp(
      "The label model: \(names.joined(separator: ", ")); auto picks one by gold labels. "
        + "Of spans: \(SpanModelRegistry.names.joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var model = LabelModelRegistry.defaultName

  @Option(
    help: "pooled, naive-bayes, triplet, mace: known shares of the classes: ham=0.9,spam=0.1."
  )
  var balance: String?

  @Option(
    help:
      "pooled: weight of the vote shares in the result, 0 to 1 (\(PooledLabelModel.defaultBlendWeight)).",
    transform: OptionValue.number(in: 0...1)
  )
  var blend: Double?

  @Option(
    help: """
      pooled: share of the anchor, 0 to 1 (\(PooledLabelModel.defaultFunctionAnchorShare) for \
      functions, \(PooledLabelModel.defaultAnnotatorAnchorShare) for people).
      """,
    transform: OptionValue.number(in: 0...1)
  )
  var anchor: Double?

  @Option(
    help:
      "pooled, dawid-skene: who abstains, functions or annotators; by default inferred from the votes."
  )
  var silence: String?

  @Option(
    help:
      "dawid-skene: added to each count of a confusion matrix (\(DawidSkene.defaultPseudoCount)).",
    transform: OptionValue.number(in: 0...1e12, excludesLower: true)
  )
  var prior: Double?

  func validate() throws {
    if let silence, PooledLabelModel.Mode(rawValue: silence) == nil {
      let names = PooledLabelModel.Mode.allCases.map(\.rawValue)
      let error = UsageError(
        value: silence,
        of: "--silence",
        help: Suggestion.help(for: silence, among: names, kind: "values")
      )
      throw ValidationError("\(error)")
    }
    let isPooled = model == PooledLabelModel.name
    let isDawidSkene = model == DawidSkene.name
    if !isPooled, blend != nil || anchor != nil {
      throw ValidationError("--blend and --anchor go with --model \(PooledLabelModel.name)")
    }
    if balance != nil, !Self.balanced.contains(model) {
      throw ValidationError("--balance goes with --model \(Self.balanced.joined(separator: ", "))")
    }
    if !isDawidSkene, prior != nil {
      throw ValidationError("--prior goes with --model \(DawidSkene.name)")
    }
    if !isPooled, !isDawidSkene, !SpanModelRegistry.names.contains(model), silence != nil {
      throw ValidationError(
        "--silence goes with --model \(PooledLabelModel.name) or \(DawidSkene.name)"
      )
    }
  }

  /// The fit that the options describe.
  func fitRun(classes: LabelSpace) throws -> FitRun {
    var choice = LabelModelChoice()
    choice.model = model
    choice.blend = blend
    choice.anchor = anchor
    choice.mode = silence.flatMap(PooledLabelModel.Mode.init)
    choice.prior = prior
    choice.balance = try shares(of: classes)
    return try choice.fitRun()
  }

  private func shares(of classes: LabelSpace) throws -> [Double]? {
    guard let balance else { return nil }
    var shares = [Double](repeating: 0, count: classes.classCount)
    for pair in balance.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let vote = classes.vote(for: parts[0]),
        let share = OptionValue.share(parts[1], in: 0...1e12)
      else {
        throw UsageError(
          value: pair,
          of: "--balance",
          help: "write class=share; "
            + Suggestion.help(for: parts.first ?? "", among: classes.classes, kind: "classes")
        )
      }
      shares[vote.classIndex] = share
    }
    return shares
  }
}

/// What happens to documents without a clear label.
struct LabelChoiceArguments: ParsableArguments {
  @Option(help: "How to break ties: abstain, or first in the order of the classes.")
  var ties = TieBreaking.abstain

  @Flag(help: "Give documents that no function voted on the most probable class too.")
  var labelUncovered = false
}

extension TieBreaking: ExpressibleByArgument {}
