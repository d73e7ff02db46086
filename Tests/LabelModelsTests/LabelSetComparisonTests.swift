import LabelModels
import LabelingCore
import TestSupport
import Testing

struct LabelSetComparisonTests {
  /// Drawn gold labels, and labels and probabilities of two predictors; the second is surer.
  private func drawn(_ count: Int, seed: UInt64) -> (first: LabelSetRows, second: LabelSetRows) {
    var generator = SeededGenerator(seed: seed)
    var gold: [[Int]?] = []
    var labels: [[[Int]?]] = [[], []]
    var values: [[Double]] = [[], []]
    for _ in 0..<count {
      let truth = (0..<3).filter { _ in generator.unit() < 0.4 }
      gold.append(truth)
      for (side, error) in [0.3, 0.2].enumerated() {
        let row = (0..<3).map { c in
          let isThere = truth.contains(c) != (generator.unit() < error)
          return isThere ? generator.uniform(0.5...1) : generator.uniform(0...0.5)
        }
        labels[side].append(row.indices.filter { row[$0] > 0.5 })
        values[side] += row
      }
    }
    let sides = (0..<2).map { side in
      LabelSetRows(
        labelSpace: .numbered(3),
        labels: labels[side],
        gold: gold,
        probabilities: SoftLabels(classCount: 3, values: values[side])
      )
    }
    return (sides[0], sides[1])
  }

  @Test func `scores are those of the reports, and intervals those of resampled documents`() throws
  {
    let (first, second) = drawn(400, seed: 1)
    let comparison = LabelSetComparison(first, second)
    let f1 = try #require(comparison.microF1)
    let loss = try #require(comparison.logLoss)
    let reports = (LabelSetReport(of: first), LabelSetReport(of: second))
    #expect(comparison.documents == 400)
    #expect(abs(f1.first - (reports.0.microF1 ?? 0)) < 1e-12)
    #expect(abs(f1.second - (reports.1.microF1 ?? 0)) < 1e-12)
    #expect(abs(loss.first - (reports.0.logLoss ?? 0)) < 1e-12)
    #expect(abs(loss.second - (reports.1.logLoss ?? 0)) < 1e-12)
    #expect(f1.interval.lower > 0 && loss.interval.upper < 0)
    var generator = SeededGenerator(seed: 2)
    let resampled = (0..<400).map { _ in
      var counts = [Int](repeating: 0, count: 400)
      for _ in 0..<400 { counts[Int.random(in: 0..<400, using: &generator)] += 1 }
      let sides = [first, second].map { side in
        LabelSetReport(
          of: LabelSetRows(
            labelSpace: side.labelSpace,
            labels: side.labels,
            gold: side.gold,
            probabilities: side.probabilities,
            counts: counts
          )
        )
      }
      return (
        (sides[1].microF1 ?? 0) - (sides[0].microF1 ?? 0),
        (sides[1].logLoss ?? 0) - (sides[0].logLoss ?? 0)
      )
    }
    for (found, drawn) in [(f1.interval, resampled.map(\.0)), (loss.interval, resampled.map(\.1))] {
      let sorted = drawn.sorted()
      let width = found.upper - found.lower
      #expect(abs(found.lower - sorted[10]) < 0.15 * width)
      #expect(abs(found.upper - sorted[389]) < 0.15 * width)
    }
  }

  @Test func `only documents that both label are compared, as often as they are there`() throws {
    let gold: [[Int]?] = [[0], [1], nil, [0, 1]]
    func rows(_ labels: [[Int]?]) -> LabelSetRows {
      LabelSetRows(
        labelSpace: .numbered(2),
        labels: labels,
        gold: gold,
        counts: [2, 3, 1, 1]
      )
    }
    let comparison = LabelSetComparison(
      rows([[0], nil, [1], [0]]),
      rows([[1], [1], [1], [0, 1]])
    )
    let f1 = try #require(comparison.microF1)
    #expect(comparison.documents == 3)
    #expect(abs(f1.first - 6.0 / 7) < 1e-12)
    #expect(abs(f1.second - 4.0 / 8) < 1e-12)
    #expect(comparison.logLoss == nil)
    let same = LabelSetComparison(rows([[0], [1], [1], [1]]), rows([[0], [1], [1], [1]]))
    #expect(same.microF1?.interval == Interval(lower: 0, upper: 0))
    #expect(
      LabelSetComparison(rows([nil, nil, nil, nil]), rows([[0], [1], [1], []])).microF1 == nil
    )
    let single = LabelSetComparison(rows([nil, nil, nil, [0]]), rows([[0], [1], [1], [0, 1]]))
    #expect(single.documents == 1 && single.microF1 == nil)
  }
}
