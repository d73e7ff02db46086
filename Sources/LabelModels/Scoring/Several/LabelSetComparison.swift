package import LabelingCore
internal import RealModule

/// Two predictors of several classes a document, on the documents with gold labels that both label.
///
/// Whether one is better by more than chance is judged document by document: by the standard error
/// of the difference of their shares (delta method), or of the mean difference of their losses.
package struct LabelSetComparison: Hashable, Sendable, Codable {
  /// A score of both.
  package struct Difference: Hashable, Sendable, Codable {
    /// The score of the first predictor.
    package let first: Double
    /// The score of the second one.
    package let second: Double
    /// Confidence interval of `second` − `first`.
    package let interval: Interval

    /// `second` − `first`.
    package var value: Double { second - first }
  }

  /// Number of documents.
  package let documents: Int
  /// F1 of all pairs of a document and a class together; `nil` where nothing is named, and for
  /// fewer than two documents.
  package let microF1: Difference?
  /// Mean over classes of their log loss; `nil` without probabilities, and for fewer than two
  /// documents.
  package let logLoss: Difference?

  private enum CodingKeys: String, CodingKey {
    case documents
    case microF1 = "micro_f1"
    case logLoss = "log_loss"
  }

  /// What a row adds to micro-F1: twice the classes that are right, of the classes given and there.
  private struct Part {
    var hits: Double
    var named: Double
    var loss: Double?
  }

  /// Compares two predictors.
  ///
  /// - Parameters:
  ///   - first: What the one says.
  ///   - second: What the other says, of the same rows, classes and gold labels.
  /// - Complexity: O(*n* · *k*).
  package init(_ first: LabelSetRows, _ second: LabelSetRows) {
    precondition(first.gold == second.gold, "the same rows with the same gold labels")
    var (parts, counts) = ([[Part]](repeating: [], count: 2), [Double]())
    for (row, gold) in first.gold.enumerated() {
      guard let gold, let labels = first.labels[row], let others = second.labels[row] else {
        continue
      }
      counts.append(Double(first.counts?[row] ?? 1))
      parts[0].append(Self.part(labels, of: row, in: first, gold))
      parts[1].append(Self.part(others, of: row, in: second, gold))
    }
    documents = Int(counts.reduce(0, +))
    microF1 = Self.microF1(parts, counts)
    logLoss = Self.logLoss(parts, counts)
  }

  private static func part(
    _ labels: [Int],
    of row: Int,
    in rows: LabelSetRows,
    _ gold: [Int]
  ) -> Part {
    var loss: Double?
    if let probabilities = rows.probabilities, rows.lacksProbabilities?[row] != true {
      let own = probabilities[row: row]
      let sum = own.enumerated().reduce(0) { sum, entry in
        let ofTruth = gold.contains(entry.offset) ? entry.element : 1 - entry.element
        return sum - Double.log(min(max(ofTruth, ProbabilityScores.smallestProbability), 1))
      }
      loss = sum / Double(own.count)
    }
    return Part(
      hits: 2 * Double(labels.count { gold.contains($0) }),
      named: Double(labels.count + gold.count),
      loss: loss
    )
  }

  private static func microF1(_ parts: [[Part]], _ counts: [Double]) -> Difference? {
    let total = counts.reduce(0, +)
    let sums = parts.map { side in
      zip(side, counts).reduce((hits: 0.0, named: 0.0)) {
        ($0.hits + $1.1 * $1.0.hits, $0.named + $1.1 * $1.0.named)
      }
    }
    // One document says nothing of how far documents differ.
    guard total > 1, sums.allSatisfy({ $0.named > 0 }) else { return nil }
    let scores = sums.map { $0.hits / $0.named }
    // What a document moves each share by, to first order.
    let moves = (0..<2).map { side in
      parts[side].map { ($0.hits - scores[side] * $0.named) * total / sums[side].named }
    }
    return difference(scores, moves: zip(moves[1], moves[0]).map { $0 - $1 }, counts)
  }

  private static func logLoss(_ parts: [[Part]], _ counts: [Double]) -> Difference? {
    let total = counts.reduce(0, +)
    let losses = parts.map { $0.compactMap(\.loss) }
    guard total > 1, losses.allSatisfy({ $0.count == counts.count }) else { return nil }
    let means = losses.map { zip($0, counts).reduce(0) { $0 + $1.0 * $1.1 } / total }
    let mean = means[1] - means[0]
    return difference(means, moves: zip(losses[1], losses[0]).map { $0 - $1 - mean }, counts)
  }

  private static func difference(
    _ scores: [Double],
    moves: [Double],
    _ counts: [Double]
  ) -> Difference {
    let total = counts.reduce(0, +)
    let squares = zip(moves, counts).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
    let error = (squares / (total - 1) / total).squareRoot()
    return Difference(
      first: scores[0],
      second: scores[1],
      interval: Interval(mean: scores[1] - scores[0], standardError: error)
    )
  }
}
