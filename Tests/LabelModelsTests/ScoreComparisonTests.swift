import LabelModels
import LabelingCore
import Testing

/// Scores that do not depend on the order of classes, and comparisons on common ground.
struct ScoreComparisonTests {
  private func votes(_ indices: [Int]) -> [Vote] { indices.map { Vote(rawValue: Int16($0)) } }

  private func rows(
    _ labels: [Int],
    gold: [Int],
    probabilities: [[Double]]? = nil
  ) -> ScoredRows {
    ScoredRows(
      labelSpace: LabelSpace(["a", "b", "c"]),
      labels: votes(labels),
      gold: votes(gold),
      probabilities: probabilities.map {
        SoftLabels(classCount: 3, values: Array($0.joined()))
      }
    )
  }

  @Test func `one that labels only the easy documents is not ahead on common ground`() throws {
    // The bold one labels all, the shy one only the first four, on which both are right.
    let gold = [0, 1, 2, 0, 1, 2]
    let comparison = ScoreComparison(
      ("bold", rows([0, 1, 2, 0, 0, 0], gold: gold)),
      ("shy", rows([0, 1, 2, 0, -1, -1], gold: gold))
    )
    #expect(comparison.first.report.accuracy == 4.0 / 6 && comparison.second.report.accuracy == 1)
    #expect(comparison.second.report.coverage == 4.0 / 6)
    #expect(comparison.first.common.accuracy == 1 && comparison.second.common.accuracy == 1)
    #expect(comparison.first.common.rowCount == 4 && comparison.second.common.rowCount == 4)
    #expect(!comparison.isOfSameDocuments)
    let common = try #require(comparison.labels.common)
    #expect(common.difference == 0 && comparison.labels.firstAlone.accuracy == 0)
  }

  @Test func `an interval of a log loss does not reach below 0`() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<50 {
      let count = Int.random(in: 2...8, using: &generator)
      let probabilities = (0..<count).map { _ -> [Double] in
        let p = Double.random(in: 0.5...1, using: &generator)
        return [p, 1 - p, 0]
      }
      let gold = (0..<count).map { _ in Int.random(in: 0...1, using: &generator) }
      let report = ScoreReport(
        of: rows(gold.map { _ in 0 }, gold: gold, probabilities: probabilities)
      )
      let interval = try #require(report.logLossInterval)
      #expect(interval.lower >= 0 && interval.upper >= interval.lower)
    }
  }

  @Test func `a row without probabilities takes no part in log loss, but in coverage`() {
    var scored = rows(
      [0, -1],
      gold: [0, 1],
      probabilities: [[0.5, 0.25, 0.25], [0, 0, 0]]
    )
    scored.lacksProbabilities = [false, true]
    let report = ScoreReport(of: scored)
    #expect(report.coverage == 0.5 && report.accuracy == 1)
    #expect(report.logLoss.map { abs($0 - 0.6931471805599453) < 1e-12 } == true)
  }

  @Test(arguments: 1...20)
  func `permuting the classes changes no score`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let images = [0, 1, 2].shuffled(using: &generator)
    let count = 30
    let gold = (0..<count).map { _ in Int.random(in: -1...2, using: &generator) }
    // Halves and quarters, so that many rows are tied.
    let choices = [[0.5, 0.5, 0], [0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [0.25, 0.5, 0.25]]
    let probabilities = gold.map { _ in choices.randomElement(using: &generator) ?? [] }
    func report(_ gold: [Int], _ probabilities: [[Double]]) -> ScoreReport {
      ScoreReport(
        of: ScoredRows(
          labelSpace: LabelSpace(["a", "b", "c"]),
          probabilities: SoftLabels(classCount: 3, values: Array(probabilities.joined())),
          gold: votes(gold)
        )
      )
    }
    let plain = report(gold, probabilities)
    let permuted = report(
      gold.map { $0 < 0 ? $0 : images[$0] },
      probabilities.map { row in
        var image = row
        for (y, value) in row.enumerated() { image[images[y]] = value }
        return image
      }
    )
    for path in [
      \ScoreReport.accuracy, \.coverage, \.macroF1, \.microF1, \.logLoss, \.brier, \.ece,
      \.hitShare, \.matthewsCorrelation,
    ] {
      let (a, b) = (plain[keyPath: path], permuted[keyPath: path])
      #expect((a == nil) == (b == nil) && abs((a ?? 0) - (b ?? 0)) < 1e-9)
    }
  }
}
