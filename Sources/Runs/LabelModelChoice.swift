package import LabelModels

/// Which label model is fitted, with which hyperparameters.
package struct LabelModelChoice: Sendable {
  /// The model's name, or ``ModelSelection/name``.
  package var model = PooledLabelModel.name
  /// Known shares of the classes, in their order; `nil` where they are not known.
  package var balance: [Double]?
  /// Weight of the vote shares in the pooled model's result, 0 to 1; `nil` is the default, which
  /// gold labels may raise.
  package var blend: Double?
  /// Share of the pooled model's anchor, 0 to 1; `nil` is the default.
  package var anchor: Double?
  /// Who abstains; `nil` goes by the votes.
  package var mode: PooledLabelModel.Mode?
  /// What is added to each count of a confusion matrix of Dawid-Skene, above 0; `nil` takes the default.
  package var prior: Double?

  /// The default: the pooled model.
  package init() {}

  /// The fit of this model.
  ///
  /// - Throws: `LabelModelError` for a name that no model has.
  package func fitRun() throws -> FitRun {
    if model == ModelSelection.name { return FitRun(.automatic) }
    if model == DawidSkene.name {
      var dawidSkene = DawidSkene(silence: mode.map { $0 == .functions ? .category : .ignored })
      if let prior { dawidSkene.pseudoCount = prior }
      return FitRun(.model(dawidSkene))
    }
    guard model == PooledLabelModel.name else {
      var chosen = try LabelModelRegistry.model(named: model)
      if let balance, var balanced = chosen as? any BalancedLabelModel {
        balanced.balance = balance
        chosen = balanced
      }
      var run = FitRun(.model(chosen))
      run.declaredBalance = balance
      return run
    }
    var pooled = PooledLabelModel(mode: mode, balance: balance, anchorShare: anchor)
    if let blend { pooled.blendWeight = blend }
    pooled.stacks = blend == nil && anchor == nil
    var run = FitRun(.model(pooled))
    run.declaredBalance = balance
    return run
  }
}
