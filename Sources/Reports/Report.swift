package import Inspection
package import LabelModels
package import LabelStore
package import LabelingCore
package import VoteAnalysis

/// Everything that can be said of one run.
package struct Report: Sendable {
  /// Documents of one kind.
  package struct Group: Sendable {
    /// What they have in common.
    package let title: String
    /// How they were chosen.
    package let choice: String
    /// How many there are.
    package let count: Int
    /// Those that are shown.
    package let documents: [InspectedDocument]
  }

  /// The run as it was written down.
  package let run: RunRecord
  /// The votes in numbers.
  package let summary: VoteSummary
  /// What functions say of each class; `nil` where documents have one.
  package let statements: StatementSummary?
  /// How functions meet.
  package let pairs: VoterPairs
  /// The labels in numbers.
  package let labels: LabelDistribution
  /// The label model, and what to beware of.
  package let fit: InspectedFit
  /// Whether the run itself fitted no model, so that the default one was fitted for the report.
  package let isFittedForReport: Bool
  /// Whether gold labels anchored the fit.
  package let isAnchored: Bool
  /// Whether these were drawn with unequal chances.
  package let hasUnequalChances: Bool
  /// The labels and those of majority vote against gold; `nil` without any.
  package let scores: ScoreComparison?
  /// The same where documents have several classes: the labels, then those of majority vote.
  package let labelSetScores: [(name: String, report: LabelSetReport)]
  /// Documents with their votes.
  package let groups: [Group]
  /// What could not be shown, and why.
  package let remarks: [String]

  /// Name of the model.
  package var modelName: String { fit.name }
  /// The classes.
  package var labelSpace: LabelSpace { run.labelSpace }
}
