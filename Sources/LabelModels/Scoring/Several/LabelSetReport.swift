package import LabelingCore
internal import RealModule

/// Every score of predictions of several classes a document against gold labels.
///
/// Only rows whose gold labels are known are judged. A document that got no labels lowers the
/// coverage; its classes count as missed in micro- and macro-F1, and the scores by document leave
/// it out. A value without evidence is `nil` and left out of the JSON.
/// - SeeAlso: Tsoumakas & Katakis 2007, doi:10.4018/jdwm.2007070101
package struct LabelSetReport: Hashable, Sendable, Codable {
  /// Rows judged.
  package let rowCount: Int
  /// Rows left out, as their gold labels are unknown.
  package let unjudgedCount: Int
  /// Judged rows with labels.
  package let labeledCount: Int
  /// Share of the judged rows with labels.
  package let coverage: Double?
  /// Share of the classes that documents got that they have.
  package let microPrecision: Double?
  /// Share of the classes that documents have that they got.
  package let microRecall: Double?
  /// F1 of all pairs of a document and a class together.
  package let microF1: Double?
  /// Mean F1 over the classes that occur in gold or in labels.
  package let macroF1: Double?
  /// Mean F1 over the labeled documents; 1 for one without classes that got none.
  package let sampleF1: Double?
  /// Share of the labeled documents whose classes are all right.
  package let subsetAccuracy: Double?
  /// Confidence interval of `subsetAccuracy`.
  package let subsetAccuracyInterval: Interval?
  /// Share of wrong pairs of a labeled document and a class.
  package let hammingLoss: Double?
  /// Mean over classes of their log loss.
  package let logLoss: Double?
  /// Mean number of classes that labeled documents got.
  package let labelCardinality: Double?
  /// Mean number of classes that judged documents have.
  package let goldCardinality: Double?
  /// A score per class, in the order of the label space.
  package let classes: [LabelSetClassScore]

  /// How many documents got labels, and how many of these labels are wholly right.
  package var labelAccuracy: LabelAccuracy {
    LabelAccuracy(
      goldCount: rowCount,
      labeledCount: labeledCount,
      correctCount: Int(((subsetAccuracy ?? 0) * Double(labeledCount)).rounded())
    )
  }

  private enum CodingKeys: String, CodingKey {
    case rowCount = "row_count"
    case unjudgedCount = "unjudged_count"
    case labeledCount = "labeled_count"
    case coverage
    case microPrecision = "micro_precision"
    case microRecall = "micro_recall"
    case microF1 = "micro_f1"
    case macroF1 = "macro_f1"
    case sampleF1 = "sample_f1"
    case subsetAccuracy = "subset_accuracy"
    case subsetAccuracyInterval = "subset_accuracy_interval"
    case hammingLoss = "hamming_loss"
    case logLoss = "log_loss"
    case labelCardinality = "label_cardinality"
    case goldCardinality = "gold_label_cardinality"
    case classes
  }

  /// Scores predictions.
  ///
  /// - Complexity: O(*n* · *k*).
  package init(of rows: LabelSetRows) {
    let k = rows.labelSpace.classCount
    var (hits, support, predicted) = (
      [Int](repeating: 0, count: k), [Int](repeating: 0, count: k), [Int](repeating: 0, count: k)
    )
    var losses = [Double](repeating: 0, count: k)
    var (judged, labeled, right, wrongPairs, stated) = (0, 0, 0, 0, 0)
    var sampleSum = 0.0
    for (row, gold) in rows.gold.enumerated() {
      guard let gold else { continue }
      let count = rows.counts?[row] ?? 1
      judged += count
      for c in gold { support[c] += count }
      if let probabilities = rows.probabilities, rows.lacksProbabilities?[row] != true {
        stated += count
        let own = probabilities[row: row]
        for c in 0..<k {
          let p = own[own.startIndex + c]
          let ofTruth = gold.contains(c) ? p : 1 - p
          losses[c] -=
            Double(count) * Double.log(min(max(ofTruth, ProbabilityScores.smallestProbability), 1))
        }
      }
      guard let labels = rows.labels[row] else { continue }
      labeled += count
      let common = labels.filter(gold.contains)
      for c in common { hits[c] += count }
      for c in labels { predicted[c] += count }
      wrongPairs += count * (labels.count + gold.count - 2 * common.count)
      if labels.count == gold.count, common.count == gold.count { right += count }
      let size = labels.count + gold.count
      sampleSum += Double(count) * (size > 0 ? 2 * Double(common.count) / Double(size) : 1)
    }
    func share(_ part: Int, of whole: Int) -> Double? {
      whole > 0 ? Double(part) / Double(whole) : nil
    }
    let (allHits, allSupport, allPredicted) = (
      hits.reduce(0, +), support.reduce(0, +), predicted.reduce(0, +)
    )
    rowCount = judged
    unjudgedCount = (rows.counts?.reduce(0, +) ?? rows.gold.count) - judged
    labeledCount = labeled
    coverage = share(labeled, of: judged)
    microPrecision = share(allHits, of: allPredicted)
    microRecall = share(allHits, of: allSupport)
    microF1 = LabelSetClassScore.f1(hits: allHits, support: allSupport, predicted: allPredicted)
    let logLosses = losses.map { stated > 0 ? $0 / Double(stated) : nil }
    let classes = (0..<k).map { c in
      LabelSetClassScore(
        rows.labelSpace.classes[c],
        hits: hits[c],
        support: support[c],
        predicted: predicted[c],
        logLoss: logLosses[c]
      )
    }
    let f1s = classes.compactMap(\.f1)
    macroF1 = f1s.isEmpty ? nil : f1s.reduce(0, +) / Double(f1s.count)
    sampleF1 = labeled > 0 ? sampleSum / Double(labeled) : nil
    subsetAccuracy = share(right, of: labeled)
    subsetAccuracyInterval = Interval(successes: right, total: labeled)
    hammingLoss = k > 0 ? share(wrongPairs, of: labeled * k) : nil
    let known = logLosses.compactMap(\.self)
    logLoss = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    labelCardinality = share(allPredicted, of: labeled)
    goldCardinality = share(allSupport, of: judged)
    self.classes = classes
  }
}
