internal import LabelModels
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import VoteAnalysis

/// The summary of a labeling run for machines.
struct LabelReport: Encodable {
  let documents: Int
  let rejectedRecords: Int
  let labels: [String: Int]
  let unlabeled: Int
  let model: String
  let warnings: [LabelModelWarning]
  let summary: VoteSummary
  let score: ScoreReport?
  let majorityVoteScore: ScoreReport?
  /// Both labelings on the documents that both label.
  let comparison: LabelComparison?
  let faults: [LabelingFunctionFault]

  init(_ outcome: LabelRun.Outcome) {
    documents = outcome.applied.documentCount
    rejectedRecords = outcome.applied.rejectedCount
    labels = Dictionary(
      zip(outcome.summary.classes, outcome.labelCounts) + outcome.groupCounts.map { ($0, $1) },
      uniquingKeysWith: +
    )
    unlabeled = outcome.unlabeledCount
    model = type(of: outcome.fit.fitted).name
    warnings = outcome.fit.warnings
    summary = outcome.summary
    score = outcome.scores?.first.report
    majorityVoteScore = outcome.scores?.second.report
    comparison = outcome.scores?.labels
    faults = outcome.applied.faults
  }
}
