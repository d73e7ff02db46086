internal import LabelingCore

/// Stops after this many labeled documents.
package struct BudgetSpent: StoppingCriterion {
  /// Number of labeled documents.
  package let budget: Int

  package var name: String { "budget" }
  package var assumption: String {
    "Assumes nothing about the models; the budget is what the labels may cost."
  }

  /// Creates the criterion.
  ///
  /// - Throws: ``ActiveLearningError/invalidSetting(name:rule:)``.
  package init(_ budget: Int) throws(ActiveLearningError) {
    guard budget > 0 else { throw .invalidSetting(name: "budget", rule: "is at least 1") }
    self.budget = budget
  }

  package init?(for session: StoppingSituation) throws(ActiveLearningError) {
    guard let budget = session.budget else { return nil }
    try self.init(budget)
  }

  package func verdict(on evidence: StoppingEvidence) -> StoppingVerdict {
    let count = evidence.labeled.count
    return StoppingVerdict(
      of: self,
      shouldStop: count >= budget,
      value: Double(count),
      threshold: Double(budget),
      "\(count) of \(Formatting.count(budget, "document")) "
        + "\(Formatting.verb(count, "is", "are")) labeled"
    )
  }
}
