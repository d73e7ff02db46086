package import LabelingCore

/// How labels and probabilities are spread over classes and confidences.
package struct LabelDistribution: Hashable, Sendable {
  /// One class.
  package struct ClassShare: Hashable, Sendable {
    /// The class' name.
    package let name: String
    /// Documents that got it as their label, or as one of several.
    package let labelCount: Int
    /// Share of all documents that the model expects to be of the class.
    package let expectedShare: Double
    /// Documents whose gold label it is, or has it.
    package let goldCount: Int
  }

  /// Number of ranges of confidence.
  package static let binCount = 10

  /// The classes, in their order.
  package let classes: [ClassShare]
  /// All documents.
  package let documentCount: Int
  /// Documents without a label.
  package let unlabeledCount: Int
  /// Documents with a gold label.
  package let goldCount: Int
  /// Mean probability of the label, over documents that have one; `nil` without any.
  ///
  /// It is what the model expects its accuracy to be: an estimate that nobody has checked. Of
  /// several classes it is the least sure probability that a class is present, or that it is
  /// absent.
  package let meanConfidence: Double?
  /// Labeled documents by the probability of their label, in ``binCount`` equal ranges of 0…1.
  package let confidenceCounts: [Int]

  /// Counts the labels of patterns.
  ///
  /// - Parameters:
  ///   - votes: The patterns.
  ///   - labels: The label of each pattern; abstain for none.
  ///   - list: The labels by number.
  ///   - probabilities: The posterior of each pattern.
  ///   - golds: The gold label of each row; abstain for none.
  package init(
    of votes: VotePatterns,
    labels: [Vote],
    in list: LabelList,
    probabilities: SoftLabels,
    golds: [Vote]
  ) {
    let k = votes.labelSpace.classCount
    var labelCounts = [Int](repeating: 0, count: k)
    var expected = [Double](repeating: 0, count: k)
    var bins = [Int](repeating: 0, count: Self.binCount)
    var confidence = 0.0
    var labeled = 0
    for (x, count) in votes.counts.enumerated() {
      let row = Array(probabilities[row: x])
      for c in 0..<k { expected[c] += row[c] * Double(count) }
      guard let own = LabelConfidence.value(of: labels[x], in: row, list.kind) else { continue }
      labeled += count
      for c in list.classes(of: labels[x]) ?? [] { labelCounts[c] += count }
      confidence += own * Double(count)
      // A confidence on a border belongs to the lower range, as in a reliability table.
      let bin = Int((own * Double(Self.binCount)).rounded(.up)) - 1
      bins[min(max(bin, 0), Self.binCount - 1)] += count
    }
    var goldCounts = [Int](repeating: 0, count: k)
    for gold in golds {
      for c in list.classes(of: gold) ?? [] { goldCounts[c] += 1 }
    }
    let all = votes.rowCount
    classes = votes.labelSpace.classes.enumerated().map { c, name in
      ClassShare(
        name: name,
        labelCount: labelCounts[c],
        expectedShare: all > 0 ? expected[c] / Double(all) : 0,
        goldCount: goldCounts[c]
      )
    }
    documentCount = all
    unlabeledCount = all - labeled
    goldCount = golds.count { !$0.isAbstain }
    meanConfidence = labeled > 0 ? confidence / Double(labeled) : nil
    confidenceCounts = bins
  }
}
