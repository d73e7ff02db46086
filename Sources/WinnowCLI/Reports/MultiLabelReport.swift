internal import LabelModels
internal import PluginHost
internal import Runs
internal import VoteAnalysis

/// The summary of a labeling run with several labels a document, for machines.
struct MultiLabelReport: Encodable {
  let documents: Int
  let rejectedRecords: Int
  let labels: [String: Int]
  let withoutClass: Int
  let unlabeled: Int
  let model: String
  let warnings: [LabelModelWarning]
  let summary: StatementSummary
  let score: LabelSetReport?
  let majorityVoteScore: LabelSetReport?
  /// The labels and those of majority vote on the documents that both label.
  let comparison: LabelSetComparison?
  let faults: [LabelingFunctionFault]

  init(_ outcome: MultiLabelRun.Outcome, classes: [String]) {
    documents = outcome.applied.documentCount
    rejectedRecords = outcome.applied.rejectedCount
    labels = Dictionary(zip(classes, outcome.labelCounts), uniquingKeysWith: +)
    withoutClass = outcome.emptyCount
    unlabeled = outcome.unlabeledCount
    model = outcome.fit.fitted.name
    warnings = outcome.fit.warnings
    summary = outcome.summary
    score = outcome.scores.first?.report
    majorityVoteScore = outcome.scores.last?.report
    comparison = outcome.comparison
    faults = outcome.applied.faults
  }
}
