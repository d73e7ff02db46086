/// How right labels are: what "accuracy" means wherever it is shown, and the coverage shown with it.
///
/// Accuracy is the share of right labels among the documents that have a label and a gold label.
/// Documents without a label do not lower it: they lower the coverage, the share of documents with
/// gold that have a label. Neither figure means much without the other.
package struct LabelAccuracy: Hashable, Sendable, Codable {
  /// Documents with gold.
  package var goldCount: Int
  /// Those of them that have a label.
  package var labeledCount: Int
  /// Those of them whose label is the gold label.
  package var correctCount: Int

  /// Takes counts; each is at most the one before.
  package init(goldCount: Int, labeledCount: Int, correctCount: Int) {
    precondition((0...goldCount).contains(labeledCount), "labels are of documents with gold")
    precondition((0...labeledCount).contains(correctCount), "right labels are labels")
    self.goldCount = goldCount
    self.labeledCount = labeledCount
    self.correctCount = correctCount
  }

  /// Share of right labels among the labeled documents; `nil` without any.
  package var accuracy: Double? { Self.share(correctCount, of: labeledCount) }

  /// Confidence interval of ``accuracy``.
  package var interval: Interval? {
    Interval(successes: correctCount, total: labeledCount)
  }

  /// Share of the documents with gold that have a label; `nil` without any.
  package var coverage: Double? { Self.share(labeledCount, of: goldCount) }

  private enum CodingKeys: CodingKey {
    case goldCount, labeledCount, correctCount
  }

  /// Figures that follow from the counts, written for readers of the JSON.
  private enum FigureKeys: CodingKey {
    case accuracy, interval, coverage
  }

  package func encode(to encoder: any Encoder) throws {
    var counts = encoder.container(keyedBy: CodingKeys.self)
    try counts.encode(goldCount, forKey: .goldCount)
    try counts.encode(labeledCount, forKey: .labeledCount)
    try counts.encode(correctCount, forKey: .correctCount)
    var figures = encoder.container(keyedBy: FigureKeys.self)
    try figures.encodeIfPresent(accuracy, forKey: .accuracy)
    try figures.encodeIfPresent(interval, forKey: .interval)
    try figures.encodeIfPresent(coverage, forKey: .coverage)
  }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
