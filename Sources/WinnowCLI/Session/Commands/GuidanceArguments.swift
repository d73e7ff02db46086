internal import ArgumentParser
internal import LabelingCore
internal import Sessions

/// What annotators are told before they choose.
struct GuidanceArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Guidelines that annotators can read next to each document, Markdown.",
      valueName: "file"
    )
  )
  var guidelines: String?

  @Option(
    help: ArgumentHelp(
      "What belongs to each class: CSV with the columns class, description, example, color.",
      valueName: "file"
    )
  )
  var classInfo: String?

  /// Whether neither is given.
  var isEmpty: Bool { guidelines == nil && classInfo == nil }

  /// Changes what a session tells its annotators, as far as it was given.
  func change(_ engine: SessionEngine) throws {
    guard !isEmpty else { return }
    var guidance = try engine.guidance()
    if let guidelines { guidance.guidelines = try GuidanceFiles.guidelines(at: guidelines) }
    if let classInfo {
      guidance.classes = try GuidanceFiles.classes(at: classInfo, of: engine.labelSpace)
    }
    try engine.setGuidance(guidance)
  }
}
