internal import LabelingCore

/// The probability above which each class counts as present, chosen by gold labels.
package struct ClassThresholds: Hashable, Sendable, Codable {
  /// One class' threshold, and how it does on gold labels that were held out.
  package struct Choice: Hashable, Sendable, Codable {
    /// The class is present above it.
    package var threshold: Double
    /// Whether gold labels chose it; else they could not, and it is one half, or 1 where no
    /// threshold keeps the precision.
    package var isChosen: Bool
    /// Gold documents with the class.
    package var support: Int
    /// Precision with it; `nil` where no document gets the class.
    package var precision: Double?
    /// Recall with it; `nil` without gold documents of the class.
    package var recall: Double?
    /// F1 with it.
    package var f1: Double?
  }

  /// Gold documents with a class, and without it, below which gold cannot tell: a threshold that
  /// few documents choose may give a class to nearly all.
  package static let leastDocuments = 5

  /// By what they are chosen.
  package var rule: ThresholdRule
  /// Gold documents they are chosen by.
  package var goldDocuments: Int
  /// A choice per class.
  package var classes: [Choice]

  /// The thresholds, in the order of the classes.
  package var values: [Double] { classes.map(\.threshold) }

  /// Chooses a threshold per class from probabilities of documents whose gold labels the fit did
  /// not know.
  package init(by rule: ThresholdRule, from held: MultiLabelHeldOut) {
    self.rule = rule
    goldDocuments = held.counts.reduce(0, +)
    classes = (0..<held.probabilities.classCount).map { Self.choice(of: $0, by: rule, held) }
  }

  /// Whether the parts, read from a file, fit the classes.
  func fits(classCount: Int) -> Bool {
    classes.count == classCount && classes.allSatisfy { (0...1).contains($0.threshold) }
  }

  /// The hits and misses above a threshold.
  private struct Cut {
    var threshold: Double
    var right = 0
    var wrong = 0
    let support: Int

    var precision: Double? { right + wrong > 0 ? Double(right) / Double(right + wrong) : nil }
    var recall: Double? { support > 0 ? Double(right) / Double(support) : nil }
    var f1: Double? {
      support + right + wrong > 0 ? 2 * Double(right) / Double(support + right + wrong) : nil
    }

    func choice(isChosen: Bool) -> Choice {
      Choice(
        threshold: threshold,
        isChosen: isChosen,
        support: support,
        precision: precision,
        recall: recall,
        f1: f1
      )
    }
  }

  private static func choice(of c: Int, by rule: ThresholdRule, _ held: MultiLabelHeldOut) -> Choice
  {
    let rows = held.gold.indices.filter { held.isCovered[$0] }
    let order = rows.map { row -> (probability: Double, isPresent: Bool, count: Int) in
      let probabilities = held.probabilities[row: row]
      return (
        probabilities[probabilities.startIndex + c], held.gold[row].contains(c), held.counts[row]
      )
    }.sorted { $0.probability > $1.probability }
    let support = held.gold.indices.reduce(0) {
      $0 + (held.gold[$1].contains(c) ? held.counts[$1] : 0)
    }
    // Above every probability: no document has the class.
    var cut = Cut(threshold: 1, support: support)
    var cuts: [Cut] = []
    var half = Cut(threshold: 0.5, support: support)
    for (place, row) in order.enumerated() {
      if row.isPresent { cut.right += row.count } else { cut.wrong += row.count }
      if row.probability > 0.5 { (half.right, half.wrong) = (cut.right, cut.wrong) }
      let next = place + 1 < order.count ? order[place + 1].probability : 0
      guard next < row.probability else { continue }
      cut.threshold = (row.probability + next) / 2
      cuts.append(cut)
    }
    let all = held.counts.reduce(0, +)
    guard support >= leastDocuments, all - support >= leastDocuments else {
      return half.choice(isChosen: false)
    }
    switch rule {
    case .f1:
      // Of thresholds that do as well, the one next to one half.
      let best = cuts.max {
        let (left, right) = ($0.f1 ?? 0, $1.f1 ?? 0)
        return left != right
          ? left < right : abs($0.threshold - 0.5) > abs($1.threshold - 0.5)
      }
      guard let best, best.right > 0 else { return half.choice(isChosen: false) }
      return (half.f1 == best.f1 ? half : best).choice(isChosen: true)
    case .precision(let least):
      let kept = cuts.filter { ($0.precision ?? 0) >= least && $0.right > 0 }
      guard let best = kept.max(by: { $0.right < $1.right }) else {
        return Cut(threshold: 1, support: support).choice(isChosen: false)
      }
      return best.choice(isChosen: true)
    }
  }
}
