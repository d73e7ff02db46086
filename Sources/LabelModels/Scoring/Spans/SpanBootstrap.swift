internal import LabelingCore

/// Replicates of a set of documents, drawn with replacement (percentile bootstrap).
///
/// Spans of a document are not independent, documents are. Of many documents groups are drawn,
/// which are as independent; the draws are the same in every run.
/// - SeeAlso: Efron & Tibshirani 1993, chapter 13
struct SpanBootstrap: Sendable {
  /// Most groups of documents.
  static let largestGroupCount = 1000
  /// Number of replicates.
  static let replicateCount = 1000

  /// Number of groups; document *d* is in group *d* mod this.
  let groupCount: Int
  /// The groups of each replicate; none of fewer than two documents.
  private let replicates: [[Int32]]

  /// Draws.
  init(documentCount: Int) {
    let count = min(documentCount, Self.largestGroupCount)
    groupCount = max(1, count)
    var generator = SeededGenerator(seed: SeededGenerator.defaultSeed)
    replicates =
      count < 2
      ? []
      : (0..<Self.replicateCount).map { _ in
        (0..<count).map { _ in Int32.random(in: 0..<Int32(count), using: &generator) }
      }
  }

  /// The hits of each replicate.
  func sums(of groups: [SpanHits]) -> [SpanHits] {
    replicates.map { draw in
      var sum = SpanHits()
      for group in draw { sum += groups[Int(group)] }
      return sum
    }
  }

  /// Interval of the first F1 less the second, of the same documents.
  func differenceOfF1(_ first: [SpanHits], _ second: [SpanHits]) -> Interval? {
    Self.interval(
      of: zip(sums(of: first), sums(of: second)).compactMap { first, second in
        guard let one = first.f1, let other = second.f1 else { return nil }
        return one - other
      }
    )
  }

  /// The interval of the middle replicates; `nil` without any.
  static func interval(of replicates: [Double]) -> Interval? {
    guard !replicates.isEmpty else { return nil }
    let sorted = replicates.sorted()
    let tail = (1 - ConfidenceLevel.standard.coverage) / 2
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
    return Interval(lower: quantile(tail), upper: quantile(1 - tail))
  }
}
