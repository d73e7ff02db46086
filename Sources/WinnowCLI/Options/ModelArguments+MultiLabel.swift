internal import LabelModels
internal import OptionValues
internal import Runs

extension ModelArguments {
  /// A fit of votes on several classes a document.
  ///
  /// - Parameters:
  ///   - areColumns: Whether every voter has a column, as functions have.
  ///   - thresholdBy: By what thresholds are chosen; `nil` takes one half.
  ///   - checks: Whether the fit is checked.
  /// - Returns: The fit.
  /// - Throws: `LabelModelError` for a model that does not take several classes, and `UsageError`.
  func multiLabelRun(
    areColumns: Bool,
    thresholdBy: String?,
    checks: Bool = true
  ) throws -> MultiLabelFitRun {
    guard let method = MultiLabelModel.Method(rawValue: model) else {
      if model != ModelSelection.name { _ = try LabelModelRegistry.model(named: model) }
      throw LabelModelError.severalNotTaken(model: model)
    }
    let mode = silence.flatMap(PooledLabelModel.Mode.init)
    var run = MultiLabelFitRun(
      MultiLabelModel(method: method, mode: mode ?? (areColumns ? .functions : .annotators))
    )
    run.checks = checks
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
