internal import Foundation
internal import LabelingCore

/// How much better labels and probabilities of several classes are than others of the same
/// documents, by resampling documents.
struct MultiLabelDifference {
  private static let resamples = 1000

  /// Micro-F1, this minus the other, with its 95 % interval.
  let microF1: String
  /// Log loss per class, this minus the other, with its 95 % interval.
  let logLoss: String

  /// What one document adds to the scores of one side.
  private struct Part {
    /// Twice the classes that are right.
    var hits = 0.0
    /// Classes given and classes there are.
    var named = 0.0
    var loss = 0.0
  }

  init(
    of own: MultiLabelContender.Prediction,
    minus other: MultiLabelContender.Prediction,
    truth: [[Int]?],
    seed: UInt64 = 1
  ) {
    let sides = [own, other].map { side in
      truth.enumerated().compactMap { row, gold in gold.map { Self.part(side, row, gold: $0) } }
    }
    func differences(_ rows: [Int]) -> (f1: Double, loss: Double) {
      let sums = sides.map { parts in
        rows.reduce(into: Part()) { sum, row in
          sum.hits += parts[row].hits
          sum.named += parts[row].named
          sum.loss += parts[row].loss
        }
      }
      let f1 = sums.map { $0.named > 0 ? $0.hits / $0.named : 0 }
      return (f1[0] - f1[1], (sums[0].loss - sums[1].loss) / Double(max(rows.count, 1)))
    }
    let all = Array(sides[0].indices)
    var generator = SeededGenerator(seed: seed)
    let drawn = (0..<Self.resamples).map { _ in
      differences(all.map { _ in Int.random(in: 0..<all.count, using: &generator) })
    }
    let found = differences(all)
    microF1 = Self.text(found.f1, drawn.map(\.f1))
    logLoss = Self.text(found.loss, drawn.map(\.loss))
  }

  private static func part(
    _ side: MultiLabelContender.Prediction,
    _ row: Int,
    gold: [Int]
  ) -> Part {
    let labels = side.labels[row] ?? []
    let losses = side.probabilities[row: row].enumerated().map { c, p in
      -log(min(max(gold.contains(c) ? p : 1 - p, 1e-6), 1))
    }
    return Part(
      hits: 2 * Double(labels.count { gold.contains($0) }),
      named: Double(labels.count + gold.count),
      loss: losses.reduce(0, +) / Double(losses.count)
    )
  }

  private static func text(_ value: Double, _ drawn: [Double]) -> String {
    let sorted = drawn.sorted()
    let bounds = [0.025, 0.975].map { sorted[Int(($0 * Double(sorted.count - 1)).rounded())] }
    return String(format: "%+.3f (%+.3f to %+.3f)", value, bounds[0], bounds[1])
  }
}
