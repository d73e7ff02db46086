internal import ArgumentParser
internal import ByteIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Runs

/// `winnow fit --labels several`.
extension FitCommand {
  /// Options of models of one class a document.
  private static let optionsOfOneClass = ["--balance", "--blend", "--anchor", "--prior", "--from"]

  /// Refuses options that models of several classes do not take.
  static func checkOptions(of kind: LabelKind) throws {
    if kind == .several, let given = GivenOptions.first(of: optionsOfOneClass) {
      throw ValidationError(
        "'\(given)' is for one class a document\nhelp: leave it out, or leave out '--labels several'"
      )
    }
    if kind == .one, GivenOptions.first(of: ["--threshold-by"]) != nil {
      throw ValidationError(
        "'--threshold-by' is for several classes a document\nhelp: it goes with '--labels several'"
      )
    }
  }

  /// Fits a model of several classes a document and writes it.
  func fitSeveral(to votes: VotePatterns, areColumns: Bool, _ files: RunFiles) throws {
    try Self.checkOptions(of: .several)
    let outcome = try multiLabelRun(areColumns: areColumns).run(on: votes)
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

  private func multiLabelRun(areColumns: Bool) throws -> MultiLabelFitRun {
    guard let method = MultiLabelModel.Method(rawValue: model.model) else {
      if model.model != ModelSelection.name { _ = try LabelModelRegistry.model(named: model.model) }
      throw LabelModelError.severalNotTaken(model: model.model)
    }
    let mode = model.silence.flatMap(PooledLabelModel.Mode.init)
    var run = MultiLabelFitRun(
      MultiLabelModel(method: method, mode: mode ?? (areColumns ? .functions : .annotators))
    )
    run.checks = !noChecks
    if let thresholdBy {
      guard let rule = ThresholdRule(thresholdBy) else {
        throw UsageError(
          value: thresholdBy,
          of: "--threshold-by",
          help: "write --threshold-by f1, or --threshold-by precision=0.9"
        )
      }
      run.thresholds = rule
    }
    return run
  }
}
