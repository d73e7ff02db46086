internal import ArgumentParser
internal import LabelModels
internal import LabelingCore

/// Which label model combines the votes.
struct ModelArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The label model: \(LabelModelRegistry.names.joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var model = LabelModelRegistry.names[0]

  /// The model of that name.
  func labelModel() throws -> any LabelModel { try LabelModelRegistry.model(named: model) }
}

/// What becomes of documents without a clear label.
struct LabelChoiceArguments: ParsableArguments {
  @Option(help: "What becomes of tied classes: abstain, or first in the order of the classes.")
  var ties = TieBreaking.abstain

  @Flag(help: "Give documents that no function voted on the most probable class too.")
  var labelUncovered = false
}

extension TieBreaking: ExpressibleByArgument {}
