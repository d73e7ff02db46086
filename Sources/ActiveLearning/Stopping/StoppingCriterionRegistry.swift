internal import LabelingCore

/// The stopping criteria of sessions.
package enum StoppingCriterionRegistry {
  /// All of them, in the order in which they are shown.
  private static let types: [any StoppingCriterion.Type] = [
    BudgetSpent.self,
    StablePredictions.self,
    LowUncertainty.self,
    RareClassFound.self,
  ]

  /// The criteria that apply to a session.
  ///
  /// - Throws: ``ActiveLearningError/invalidSetting(name:rule:)``.
  package static func criteria(
    for session: StoppingSituation
  ) throws(ActiveLearningError) -> [any StoppingCriterion] {
    var criteria: [any StoppingCriterion] = []
    for type in types {
      if let criterion = try type.init(for: session) { criteria.append(criterion) }
    }
    return criteria
  }
}

/// What of a session decides which criteria apply to it, and with which settings.
package struct StoppingSituation: Hashable, Sendable {
  /// Target number of answers; `nil` for none.
  package var budget: Int?
  /// What happened so far.
  package var evidence: StoppingEvidence

  /// Creates a situation.
  package init(budget: Int?, evidence: StoppingEvidence) {
    self.budget = budget
    self.evidence = evidence
  }

  /// The class of fewest labeled documents, the first of several.
  var rarestClass: String? {
    let classes = evidence.labelSpace.classes
    var counts = [Int](repeating: 0, count: classes.count)
    for entry in evidence.labeled {
      for index in entry.says.presentClasses { counts[index] += 1 }
    }
    return counts.indices.min { counts[$0] < counts[$1] }.map { classes[$0] }
  }
}
