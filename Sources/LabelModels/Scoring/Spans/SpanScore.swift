package import LabelingCore

/// Precision, recall and F1 of spans, with intervals.
///
/// A value without evidence is `nil` and left out of the JSON.
package struct SpanScore: Hashable, Sendable, Codable {
  /// Share of the labeled spans that are hits.
  package let precision: Double?
  /// Its confidence interval.
  package let precisionInterval: Interval?
  /// Share of the gold spans that are hit.
  package let recall: Double?
  /// Its confidence interval.
  package let recallInterval: Interval?
  /// Harmonic mean of the two.
  package let f1: Double?
  /// Its confidence interval.
  package let f1Interval: Interval?

  private enum CodingKeys: String, CodingKey {
    case precision
    case precisionInterval = "precision_interval"
    case recall
    case recallInterval = "recall_interval"
    case f1
    case f1Interval = "f1_interval"
  }

  /// Scores the sum of documents.
  ///
  /// - Parameters:
  ///   - groups: Hits of the documents, or of groups of them.
  ///   - draws: Which groups each replicate has.
  init(of groups: [SpanHits], _ draws: SpanBootstrap) {
    var whole = SpanHits()
    for group in groups { whole += group }
    let replicates = draws.sums(of: groups)
    func interval(_ figure: (SpanHits) -> Double?) -> Interval? {
      figure(whole) == nil ? nil : SpanBootstrap.interval(of: replicates.compactMap(figure))
    }
    precision = whole.precision
    precisionInterval = interval(\.precision)
    recall = whole.recall
    recallInterval = interval(\.recall)
    f1 = whole.f1
    f1Interval = interval(\.f1)
  }
}
