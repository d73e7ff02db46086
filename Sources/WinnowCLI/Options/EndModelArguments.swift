internal import ArgumentParser
internal import EndModels
internal import LabelingCore
internal import OptionValues

/// Which end model is trained, on which features.
struct EndModelArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The end model: \(EndModelRegistry.names.joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var model = EndModelRegistry.defaultName

  @Option(help: "Lengths of word n-grams, or none.")
  var words = Self.text(of: FeatureOptions.defaults.wordLengths)

  @Option(help: "Lengths of character n-grams within words, or none.")
  var characters = Self.text(of: FeatureOptions.defaults.characterLengths)

  @Option(help: "Leave out features that occur in fewer documents.", transform: OptionValue.count())
  var leastDocuments = FeatureOptions.defaults.leastDocuments

  @Option(
    help: """
      \(EndModelRegistry.regularizedNames.joined(separator: ", ")): the larger, the weaker the \
      penalty on weights (\(Int(LogisticRegression.defaultInverseRegularization))).
      """,
    transform: OptionValue.number(in: 0...1e12, excludesLower: true)
  )
  var inverseRegularization: Double?

  @Flag(help: "Let every class count the same, however rare it is.")
  var balanced = false

  func validate() throws {
    let regularized = EndModelRegistry.regularizedNames
    if inverseRegularization != nil, !regularized.contains(model) {
      throw ValidationError(
        "--inverse-regularization goes with --model \(regularized.joined(separator: " or "))"
      )
    }
    if try features().areEmpty {
      throw ValidationError("--words and --characters are not both none")
    }
  }

  /// The features that the options describe.
  func features() throws -> FeatureOptions {
    FeatureOptions(
      wordLengths: try Self.lengths(words, option: "--words"),
      characterLengths: try Self.lengths(characters, option: "--characters"),
      leastDocuments: leastDocuments
    )
  }

  /// The model that the options describe.
  func endModel() throws -> any EndModel {
    try EndModelRegistry.model(
      named: model,
      inverseRegularization: inverseRegularization,
      classWeighting: balanced ? .balanced : .equal
    )
  }

  /// Lengths as the options take them.
  private static func text(of lengths: ClosedRange<Int>?) -> String {
    lengths.map { $0.count > 1 ? "\($0.lowerBound)-\($0.upperBound)" : "\($0.lowerBound)" }
      ?? "none"
  }

  private static func lengths(_ text: String, option: String) throws -> ClosedRange<Int>? {
    if text == "none" { return nil }
    let allowed = FeatureOptions.lengths
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = parts[0], let last = parts[parts.count - 1], parts.count <= 2,
      allowed.contains(first), allowed.contains(last), first <= last
    else {
      let range = "\(allowed.lowerBound) to \(allowed.upperBound)"
      let error = UsageError(value: text, of: option, help: "write 1-2, 3 or none (\(range))")
      throw ValidationError("\(error)")
    }
    return first...last
  }
}
