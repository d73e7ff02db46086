package import LabelingCore

/// The model and majority vote on gold labels that were held out.
package struct MultiLabelCheck: Hashable, Sendable, Codable {
  /// Documents with gold.
  package var goldDocuments: Int
  /// The model, each document by a fit that did not know its gold labels.
  package var model: LabelSetReport
  /// Majority vote, class by class.
  package var majority: LabelSetReport
  /// Majority vote and the model on the documents that both label.
  package var comparison: LabelSetComparison?

  private enum CodingKeys: String, CodingKey {
    case goldDocuments = "gold_documents"
    case model
    case majority
    case comparison
  }

  /// Scores both.
  ///
  /// - Parameters:
  ///   - held: The model's probabilities.
  ///   - majority: Those of majority vote of the same documents.
  ///   - labelSpace: The classes.
  ///   - thresholds: When the model takes a class as present; `nil` above one half. Where they were
  ///     chosen by the same gold labels, the scores flatter the model.
  package init(
    _ held: MultiLabelHeldOut,
    majority: MultiLabelHeldOut,
    labelSpace: LabelSpace,
    thresholds: ClassThresholds? = nil
  ) {
    goldDocuments = held.counts.reduce(0, +)
    let own = held.rows(labelSpace, thresholds: thresholds?.values)
    let votes = majority.rows(labelSpace)
    model = LabelSetReport(of: own)
    self.majority = LabelSetReport(of: votes)
    comparison = LabelSetComparison(votes, own)
  }
}

extension MultiLabelHeldOut {
  /// The held-out documents, to be scored.
  package func rows(_ labelSpace: LabelSpace, thresholds: [Double]? = nil) -> LabelSetRows {
    let k = labelSpace.classCount
    return LabelSetRows(
      labelSpace: labelSpace,
      labels: gold.indices.map { row in
        guard isCovered[row] else { return nil }
        let own = probabilities[row: row]
        return (0..<k).filter { own[own.startIndex + $0] > thresholds?[$0] ?? 0.5 }
      },
      gold: gold,
      probabilities: probabilities,
      counts: counts
    )
  }
}
