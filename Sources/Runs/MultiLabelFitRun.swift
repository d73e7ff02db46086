package import LabelModels
package import LabelingCore

/// Fits a model of several classes a document to votes, and says how far it is to be trusted.
package struct MultiLabelFitRun: Sendable {
  /// Fewer gold documents are too few for thresholds that hold.
  package static let leastGoldForThresholds = 20

  /// The model.
  package var model: MultiLabelModel
  /// By what the threshold of each class is chosen from gold labels; `nil` takes one half.
  package var thresholds: ThresholdRule?
  /// A fitted model whose probabilities the fit starts from; `nil` starts from vote shares.
  package var start: FittedMultiLabelModel?
  /// Whether the fit is checked on held-out gold.
  package var checks = true

  /// What came out.
  package struct Outcome: Sendable {
    /// The fitted model, with the thresholds that were chosen.
    package var fitted: FittedMultiLabelModel
    /// The model on held-out gold labels compared with majority vote; `nil` for fewer than 20.
    package var check: MultiLabelCheck?
    /// What to beware of, the gravest first.
    package var warnings: [LabelModelWarning]
  }

  /// Prepares a fit.
  package init(_ model: MultiLabelModel) { self.model = model }

  /// Fits the model; gold labels among the votes anchor it.
  ///
  /// - Throws: `LabelModelError`.
  package func run(on votes: VotePatterns) throws(LabelModelError) -> Outcome {
    var fitted = try model.fitted(to: votes, from: start)
    let goldCount = fitted.facts.goldDocuments
    let isChecked = checks && goldCount >= GoldCheck.leastGold
    var held: MultiLabelHeldOut?
    if isChecked || thresholds != nil { held = try MultiLabelHeldOut(of: model, on: votes) }
    if let thresholds, let held {
      fitted.thresholds = ClassThresholds(by: thresholds, from: held)
    }
    let warnings = StatementGuards.warnings(about: votes)
    guard isChecked, let held else { return Outcome(fitted: fitted, warnings: warnings) }
    let majority = try MultiLabelHeldOut(of: MultiLabelModel(method: .majorityVote), on: votes)
    return Outcome(
      fitted: fitted,
      check: MultiLabelCheck(held, majority: majority, labelSpace: votes.labelSpace),
      warnings: warnings
    )
  }
}
