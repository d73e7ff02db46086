internal import ArgumentParser
internal import LabelingCore
internal import OptionValues

/// Refuses options that would do nothing with the others.
enum OptionUse {
  /// How corpora are read.
  static let reading = [
    "--format", "--encoding", "--separator", "--quote", "--no-header", "--trim", "--record",
    "--limit", "--on-error", "--text-field", "--id-field",
  ]
  /// How a corpus is read, and which of its fields are what.
  static let corpus = reading + ["--rejects", "--gold-field", "--gold-map"]
  /// How labeling functions are run.
  static let workers = ["--workers", "--time-limit", "--no-cache"]
  /// How votes are read.
  static let votes = ["--labels", "--classes", "--groups", "--layout", "--columns", "--exclude"]

  /// Refuses the first of some options that was given.
  ///
  /// - Parameters:
  ///   - names: Options with their dashes.
  ///   - companion: What they go with.
  /// - Throws: `ValidationError`.
  static func refuse(_ names: [String], goingWith companion: String) throws {
    guard let given = GivenOptions.first(of: names) else { return }
    throw ValidationError("'\(given)' has no effect here\nhelp: it goes with \(companion)")
  }

  /// Refuses the first of some options that was given besides another, with which it does nothing.
  ///
  /// - Throws: `ValidationError`.
  static func refuse(_ names: [String], besides option: String) throws {
    guard let given = GivenOptions.first(of: names) else { return }
    throw ValidationError(
      "'\(given)' has no effect with '\(option)'\nhelp: leave one of them out"
    )
  }

  /// Refuses the first of some options that was given where documents have other labels.
  ///
  /// For `run()`: the parser of the command line takes a `UsageError` for a failure.
  /// - Parameters:
  ///   - names: Options with their dashes.
  ///   - isAllowed: Whether the labels are those.
  ///   - kind: The labels that they are for.
  ///   - help: What to do, where the reader of votes does not choose the labels.
  /// - Throws: `UsageError`.
  static func refuse(
    _ names: [String],
    unless isAllowed: Bool = false,
    meantFor kind: LabelKind,
    help: String = "leave it out, or leave out '--labels several'"
  ) throws {
    guard !isAllowed, let given = GivenOptions.first(of: names) else { return }
    let labels = kind == .one ? "one class" : "several classes"
    throw UsageError("'\(given)' is for \(labels) a document", help: help)
  }
}
