internal import CorpusIO
internal import LabelingCore
internal import PluginHost
internal import Serving

/// Labels the documents of requests, and counts them and what failed.
struct MeteredLabeler: Sendable {
  let labeler: OnlineLabeler
  let metrics: ServerMetrics

  /// The labels of the documents of a request; `nil` when there are none.
  ///
  /// - Throws: 422 that names every record that breaks a rule; then nothing is labeled.
  func labels(of wanted: LabelRequest) async throws -> OnlineLabels? {
    let documents: LabelingBatch<BatchOrigin>
    do {
      documents = try labeler.documents(jsonLines: wanted.jsonLines)
    } catch let bad as BadRecords {
      throw wanted.refusal(naming: bad)
    }
    return try await labels(of: documents)
  }

  /// The labels of documents; `nil` when there are none.
  func labels(of documents: LabelingBatch<BatchOrigin>) async throws -> OnlineLabels? {
    guard documents.count > 0 else { return nil }
    let labels = try await labeler.label(documents)
    metrics.count("winnow_labeled_documents_total", by: documents.count)
    for fault in labels.faults {
      metrics.count(
        "winnow_labeling_faults_total",
        [
          "function": labels.votes.voters[fault.function],
          "cause": fault.cause.rawValue,
        ]
      )
    }
    return labels
  }
}
