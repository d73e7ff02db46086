internal import ByteIO
internal import LabelModels
internal import LabelingCore
internal import Runs

/// `winnow fit --labels several`.
extension FitCommand {
  /// Options of models of one class a document.
  static let optionsOfOneClass = ["--balance", "--blend", "--anchor", "--prior"]

  /// Refuses options that models of this kind do not take.
  static func checkOptions(of kind: LabelKind) throws {
    switch kind {
    case .one:
      let help = "it goes with '--labels several'"
      try OptionUse.refuse(["--threshold-by"], meantFor: .several, help: help)
    case .several: try OptionUse.refuse(optionsOfOneClass, meantFor: .one)
    }
  }

  /// Fits a model of several classes a document and writes it.
  func fitSeveral(to votes: VotePatterns, areColumns: Bool, _ files: RunFiles) throws {
    try Self.checkOptions(of: .several)
    var run = try model.multiLabelRun(
      areColumns: areColumns,
      thresholdBy: thresholdBy,
      checks: !noChecks
    )
    run.start = try from.map { try ModelRuns.multiLabelModel(at: $0) }
    let outcome = try run.run(on: votes)
    try files.write(LabelModelFile(outcome.fitted).bytes(), to: output)
    try files.commit()
    let stream: Console.Stream = output == "-" ? .errors : .output
    if json {
      try stream.printJSON(MultiLabelFitReport(outcome))
    } else if !isQuiet {
      stream.print(MultiLabelText.lines(outcome, for: stream))
    }
    FitText.print(outcome.warnings, of: areColumns ? .functions : .annotators)
    if let warning = MultiLabelText.warning(of: outcome.fitted.thresholds) {
      Console.remark(warning)
    }
    OutputSuffix.check(output, holds: "the model is written as JSON", as: "json")
    let facts =
      "\(Formatting.count(votes.rowCount, "document")), "
      + "\(Formatting.count(votes.patternCount, "pattern"))"
    Console.remark("\(outcome.fitted.name): \(facts), several classes a document → \(output)")
  }
}
