internal import LabelingCore

/// Labels next to gold in a tree of classes, in one pass.
///
/// A label stands for the place it names and all that this lies in, and so does the truth: a wrong
/// class of the right group is half right.
struct TreeScores {
  /// Share of the places of labels that the truth lies in.
  let precision: RatioOfSums
  /// Share of the places of the truth that labels name.
  let recall: RatioOfSums
  /// Harmonic mean of both.
  let f1: RatioOfSums
  /// The levels, from the top.
  let levels: [TreeLevelScore]
  /// Judged rows with a label, and those whose label is a class.
  private let labeledCount: Int
  private let classLabelCount: Int
  /// Sum over labels of the classes that they stand for.
  private let labelClassCount: Int

  /// Scores the rows; `nil` where classes stand in no tree.
  ///
  /// - Complexity: O(*n* · depth + *k* · groups).
  init?(of rows: ScoredRows) {
    guard let tree = rows.labelSpace.tree else { return nil }
    let depth = tree.depth
    var lineages: [[Int]: [LabelTree.Node]] = [:]
    func lineage(of classes: [Int]) -> [LabelTree.Node] {
      if let known = lineages[classes] { return known }
      let found = tree.lineage(of: classes)
      lineages[classes] = found
      return found
    }
    var (precision, recall, f1) = (RatioOfSums(), RatioOfSums(), RatioOfSums())
    var counts = [(gold: Int, labeled: Int, correct: Int)](repeating: (0, 0, 0), count: depth)
    var (labeled, classLabels, labelClasses) = (0, 0, 0)
    for row in rows.gold.indices {
      guard let truth = rows.truth(ofRow: row) else { continue }
      let weight = rows.counts?[row] ?? 1
      let places = lineage(of: truth)
      let said = rows.said(ofRow: row)
      let named = said.map(lineage) ?? []
      // A place that part of the truth's classes lie in may be right or wrong.
      let decided = named.filter { node in
        truth.allSatisfy(node.classes.contains) || !truth.contains(where: node.classes.contains)
      }
      let hits = Double(decided.count { truth.allSatisfy($0.classes.contains) })
      precision.add(hits, of: Double(decided.count), count: weight)
      recall.add(hits, of: Double(places.count), count: weight)
      f1.add(2 * hits, of: Double(places.count + decided.count), count: weight)
      if let said {
        labeled += weight
        labelClasses += weight * said.count
        if said.count == 1 { classLabels += weight }
      }
      for level in places.indices {
        counts[level].gold += weight
        guard let said, named.count > level || said.count == 1 else { continue }
        counts[level].labeled += weight
        if named.count > level, named[level].classes == places[level].classes {
          counts[level].correct += weight
        }
      }
    }
    (self.precision, self.recall, self.f1) = (precision, recall, f1)
    levels = counts.enumerated().map { level, count in
      TreeLevelScore(
        level: level + 1,
        labels: LabelAccuracy(
          goldCount: count.gold,
          labeledCount: count.labeled,
          correctCount: count.correct
        )
      )
    }
    (labeledCount, classLabelCount, labelClassCount) = (labeled, classLabels, labelClasses)
  }

  /// Share of the labels that are classes; `nil` without labels.
  var classLabelShare: Double? {
    labeledCount > 0 ? Double(classLabelCount) / Double(labeledCount) : nil
  }

  /// Confidence interval of that share.
  var classLabelInterval: Interval? {
    Interval(successes: classLabelCount, total: labeledCount)
  }

  /// Classes that a label stands for on average; `nil` without labels.
  var meanLabelClasses: Double? {
    labeledCount > 0 ? Double(labelClassCount) / Double(labeledCount) : nil
  }
}

/// A ratio of two sums over the same rows, with the interval that its linearisation gives.
///
/// - SeeAlso: Cochran 1977, Sampling Techniques, 6.3.
struct RatioOfSums {
  private var (upper, lower) = (0.0, 0.0)
  private var (upperSquares, lowerSquares, products) = (0.0, 0.0, 0.0)
  private var count = 0

  /// Adds equal rows.
  mutating func add(_ part: Double, of whole: Double, count: Int) {
    let weight = Double(count)
    upper += weight * part
    lower += weight * whole
    upperSquares += weight * part * part
    lowerSquares += weight * whole * whole
    products += weight * part * whole
    self.count += count
  }

  /// The ratio; `nil` where there is nothing below.
  var value: Double? { lower > 0 ? upper / lower : nil }

  /// Its confidence interval, within 0…1; `nil` for fewer than two rows.
  var interval: Interval? {
    guard let value, count > 1 else { return nil }
    let squares = upperSquares - 2 * value * products + value * value * lowerSquares
    let n = Double(count)
    let error = (max(squares, 0) * n / (n - 1)).squareRoot() / lower
    return Interval(mean: value, standardError: error).clamped(to: 0...1)
  }
}
