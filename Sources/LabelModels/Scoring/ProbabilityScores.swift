internal import LabelingCore
internal import RealModule

/// What gold labels say about probabilities, taken in one pass.
struct ProbabilityScores {
  /// Probabilities below this count as this in the log loss.
  static let smallestProbability = 1e-6

  /// Rows judged.
  let rowCount: Int
  /// Rows whose gold class is among the most probable, shared among ties; of a set of classes any.
  let fractionalHits: Double
  /// Mean of −ln of the gold class' probability, or of all classes that the truth is among.
  let logLoss: Double
  /// Standard error of that mean; `nil` for fewer than two rows.
  let logLossError: Double?
  /// Mean over rows whose class is known of the squared errors, summed over classes; `nil` without
  /// any.
  let brier: Double?
  /// Rows by the probability of their label; those without one state no confidence.
  let reliability: ReliabilityTable
  let logLossOfClass: [Double?]
  let brierOfClass: [Double?]
  let reliabilityOfClass: [ReliabilityTable]

  /// Scores the rows; `nil` without probabilities or without gold.
  init?(of rows: ScoredRows) {
    guard let probabilities = rows.probabilities else { return nil }
    let k = probabilities.classCount
    var (total, hits, squaredLosses) = (0, 0.0, 0.0)
    var losses = [Double](repeating: 0, count: k)
    var squares = losses
    var support = [Int](repeating: 0, count: k)
    var overall = ReliabilityTable.Builder()
    var ofClass = [ReliabilityTable.Builder](repeating: ReliabilityTable.Builder(), count: k)
    rows.forEachJudged { i, gold, count in
      if rows.lacksProbabilities?[i] == true { return }
      let weight = Double(count)
      let row = probabilities[row: i]
      total += count
      support[gold] += count
      let largest = row.max() ?? 0
      var (tied, isHit) = (0, false)
      for (c, p) in row.enumerated() {
        let truth = c == gold ? 1.0 : 0.0
        if p >= largest - TieBreaking.tolerance {
          tied += 1
          if c == gold { isHit = true }
        }
        squares[c] += weight * (p - truth) * (p - truth)
        ofClass[c].add(confidence: p, credit: truth, count: count)
        if c == gold {
          let loss = -Double.log(min(max(p, Self.smallestProbability), 1))
          losses[c] += weight * loss
          squaredLosses += weight * loss * loss
        }
      }
      hits += weight * (isHit ? 1 / Double(tied) : 0)
      let label = rows.labels[i]
      guard !label.isAbstain else { return }
      overall.add(
        confidence: row[row.startIndex + label.classIndex],
        credit: label.classIndex == gold ? 1 : 0,
        count: count
      )
    }
    var ofSets = (total: 0, loss: 0.0)
    rows.forEachSet { i, classes, count in
      if rows.lacksProbabilities?[i] == true { return }
      let weight = Double(count)
      let row = Array(probabilities[row: i])
      let p = classes.reduce(0) { $0 + row[$1] }
      let largest = row.max() ?? 0
      let tied = row.indices.filter { row[$0] >= largest - TieBreaking.tolerance }
      hits += weight * Double(tied.count(where: classes.contains)) / Double(max(tied.count, 1))
      let loss = -Double.log(min(max(p, Self.smallestProbability), 1))
      ofSets.total += count
      ofSets.loss += weight * loss
      squaredLosses += weight * loss * loss
      let label = rows.labels[i]
      guard !label.isAbstain else { return }
      overall.add(
        confidence: row[label.classIndex],
        credit: classes.contains(label.classIndex) ? 1 : 0,
        count: count
      )
    }
    let known = total
    total += ofSets.total
    guard total > 0 else { return nil }
    let n = Double(total)
    let mean = (losses.reduce(0, +) + ofSets.loss) / n
    rowCount = total
    fractionalHits = hits
    logLoss = mean
    logLossError =
      total > 1 ? (max(squaredLosses / n - mean * mean, 0) / (n - 1)).squareRoot() : nil
    brier = known > 0 ? squares.reduce(0, +) / Double(known) : nil
    reliability = overall.finish()
    logLossOfClass = zip(losses, support).map { $1 > 0 ? $0 / Double($1) : nil }
    brierOfClass = squares.map { known > 0 ? $0 / Double(known) : nil }
    reliabilityOfClass = ofClass.map { $0.finish() }
  }
}
