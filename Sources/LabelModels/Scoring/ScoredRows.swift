package import LabelingCore

/// Predictions next to gold labels: what ``ScoreReport`` looks at.
///
/// A row may stand for several equal ones. Rows of whose gold label nothing is known take no part
/// in any score. A label is right when it can be: where gold is a set of classes, when it is one of
/// them; where the label is a group of classes, when the truth is in it.
package struct ScoredRows: Hashable, Sendable {
  /// The classes, *k*.
  package let labelSpace: LabelSpace
  /// Hard label of each row; abstain where there is none.
  package let labels: [Vote]
  /// Gold label of each row; abstain where unknown.
  package let gold: [Vote]
  /// Probabilities of each row, where there are any.
  package let probabilities: SoftLabels?
  /// Rows of whose probabilities nothing is known; `nil` when all have some.
  package var lacksProbabilities: [Bool]?
  /// How many rows each row stands for; `nil` counts each as 1.
  package let counts: [Int]?
  /// The classes that the truth is among, by row, where gold is a set of them; ``gold`` abstains
  /// there.
  package var goldSets: [Int: [Int]] = [:]
  /// The classes of the group that a row's label is, by row; ``labels`` abstains there.
  package var groupLabels: [Int: [Int]] = [:]

  /// Puts predictions and gold labels side by side; all are in the same order.
  package init(
    labelSpace: LabelSpace,
    labels: [Vote],
    gold: [Vote],
    probabilities: SoftLabels? = nil,
    counts: [Int]? = nil
  ) {
    precondition(labels.count == gold.count, "a gold label per row, or abstain")
    precondition(counts.map { $0.count == gold.count } ?? true, "a count per row")
    if let probabilities {
      precondition(probabilities.rowCount == gold.count, "probabilities per row")
      precondition(probabilities.classCount == labelSpace.classCount, "a probability per class")
    }
    self.labelSpace = labelSpace
    self.labels = labels
    self.gold = gold
    self.probabilities = probabilities
    self.counts = counts
  }

  /// Takes the hard labels from the probabilities.
  package init(
    labelSpace: LabelSpace,
    probabilities: SoftLabels,
    gold: [Vote],
    counts: [Int]? = nil,
    ties: TieBreaking = .abstain
  ) {
    self.init(
      labelSpace: labelSpace,
      labels: (0..<probabilities.rowCount).map { ties.label(of: probabilities[row: $0]) },
      gold: gold,
      probabilities: probabilities,
      counts: counts
    )
  }

  /// Some of the rows.
  package func selecting(_ rows: [Int]) -> ScoredRows {
    var chosen = ScoredRows(
      labelSpace: labelSpace,
      labels: rows.map { labels[$0] },
      gold: rows.map { gold[$0] },
      probabilities: probabilities?.selecting(rows: rows),
      counts: counts.map { counts in rows.map { counts[$0] } }
    )
    chosen.lacksProbabilities = lacksProbabilities.map { lacks in rows.map { lacks[$0] } }
    guard !goldSets.isEmpty || !groupLabels.isEmpty else { return chosen }
    for (place, row) in rows.enumerated() {
      chosen.goldSets[place] = goldSets[row]
      chosen.groupLabels[place] = groupLabels[row]
    }
    return chosen
  }

  /// What is known of a row's truth, ascending: the class, or those that it is among; `nil` for
  /// nothing.
  package func truth(ofRow row: Int) -> [Int]? {
    gold[row].isAbstain ? goldSets[row] : [gold[row].classIndex]
  }

  /// The classes that a row's label stands for, ascending; `nil` for none.
  package func said(ofRow row: Int) -> [Int]? {
    labels[row].isAbstain ? groupLabels[row] : [labels[row].classIndex]
  }

  /// Whether the label of a row with gold is right; `nil` without a label.
  package func isRight(row: Int) -> Bool? {
    if labels[row].isAbstain, groupLabels.isEmpty { return nil }
    if goldSets.isEmpty, groupLabels.isEmpty { return labels[row] == gold[row] }
    guard let said = said(ofRow: row), let truth = truth(ofRow: row) else { return nil }
    return said.contains(where: truth.contains)
  }

  /// Accuracy and coverage of the labels.
  package var labelAccuracy: LabelAccuracy {
    var (goldCount, labeledCount, correctCount) = (0, 0, 0)
    for row in gold.indices where !gold[row].isAbstain || goldSets[row] != nil {
      let count = counts?[row] ?? 1
      let isRight = isRight(row: row)
      goldCount += count
      if isRight != nil { labeledCount += count }
      if isRight == true { correctCount += count }
    }
    return LabelAccuracy(
      goldCount: goldCount,
      labeledCount: labeledCount,
      correctCount: correctCount
    )
  }

  /// Calls `body` with each row of which gold knows only a set of classes, in order, and the number
  /// of rows it stands for.
  func forEachSet(_ body: (_ row: Int, _ classes: [Int], _ count: Int) -> Void) {
    for row in goldSets.keys.sorted() where gold[row].isAbstain {
      body(row, goldSets[row] ?? [], counts?[row] ?? 1)
    }
  }

  /// Calls `body` with each row of known gold and the number of rows it stands for.
  func forEachJudged(_ body: (_ row: Int, _ gold: Int, _ count: Int) -> Void) {
    for (i, gold) in gold.enumerated() where !gold.isAbstain {
      body(i, gold.classIndex, counts?[i] ?? 1)
    }
  }
}
