import Foundation
import LabelModels
import LabelingCore
import Testing

struct ScoringReportTests {
  let space = LabelSpace(["a", "b", "c"])

  private func votes(_ indices: [Int]) -> [Vote] { indices.map { Vote(classIndex: $0) } }

  @Test func `probabilities are scored as by hand`() throws {
    let soft = SoftLabels(classCount: 3, values: [0.7, 0.2, 0.1, 0.1, 0.1, 0.8, 0.5, 0.5, 0])
    let report = ScoreReport(
      of: ScoredRows(labelSpace: space, probabilities: soft, gold: votes([0, 1, 2]))
    )
    // The third row is a tie, so it has no label; its gold class has probability 0.
    #expect(report.labeledCount == 2)
    #expect(report.accuracy == 0.5)
    #expect(report.hitShare == 1.0 / 3)
    let logLoss: Double = -log(0.7 * 0.1 * 1e-6) / 3
    #expect(abs(try #require(report.logLoss) - logLoss) < 1e-12)
    let brier = [0.09 + 0.04 + 0.01, 0.01 + 0.81 + 0.64, 0.25 + 0.25 + 1].reduce(0, +) / 3
    #expect(abs(try #require(report.brier) - brier) < 1e-12)
    // Each labeled row has a bin of its own: |1 − .7|, |0 − .8|; the tie states no confidence.
    let ece = 1.1 / 2
    #expect(abs(try #require(report.ece) - ece) < 1e-12)
  }

  @Test func `a tie that holds the gold class scores its share`() {
    let soft = SoftLabels(classCount: 3, values: [0.4, 0.4, 0.2, 1.0 / 3, 1.0 / 3, 1.0 / 3])
    let report = ScoreReport(
      of: ScoredRows(labelSpace: space, probabilities: soft, gold: votes([0, 2]))
    )
    #expect(abs((report.hitShare ?? 0) - (0.5 + 1.0 / 3) / 2) < 1e-12)
    #expect(report.coverage == 0)
    #expect(report.accuracy == nil)
  }

  @Test func `counts stand for repeated rows`() throws {
    var rng = ScoringGenerator(seed: 7)
    let n = 40
    let counts = (0..<n).map { _ in Int.random(in: 0...4, using: &rng) }
    let gold = (0..<n).map { _ in Int.random(in: -1...2, using: &rng) }
    var values: [Double] = []
    for _ in 0..<n {
      let raw = (0..<3).map { _ in Double.random(in: 0.01...1, using: &rng) }
      values += raw.map { $0 / raw.reduce(0, +) }
    }
    let repeated = (0..<n).flatMap { [Int](repeating: $0, count: counts[$0]) }
    let folded = ScoreReport(
      of: ScoredRows(
        labelSpace: space,
        probabilities: SoftLabels(classCount: 3, values: values),
        gold: votes(gold),
        counts: counts
      )
    )
    let spread = ScoreReport(
      of: ScoredRows(
        labelSpace: space,
        probabilities: SoftLabels(
          classCount: 3,
          values: repeated.flatMap { values[($0 * 3)..<($0 * 3 + 3)] }
        ),
        gold: votes(repeated.map { gold[$0] })
      )
    )
    #expect(folded.confusion == spread.confusion)
    #expect(folded.rowCount == spread.rowCount)
    #expect(folded.unjudgedCount == spread.unjudgedCount)
    for path in [\ScoreReport.logLoss, \.brier, \.ece, \.macroF1, \.hitShare] {
      #expect(abs(try #require(folded[keyPath: path]) - #require(spread[keyPath: path])) < 1e-12)
    }
  }

  @Test func `no gold means no scores, and no NaN`() throws {
    let soft = SoftLabels(uniformRows: 2, classCount: 3)
    let report = ScoreReport(
      of: ScoredRows(labelSpace: space, probabilities: soft, gold: votes([-1, -1]))
    )
    #expect(report.rowCount == 0)
    #expect(report.unjudgedCount == 2)
    #expect(report.accuracy == nil && report.logLoss == nil && report.macroF1 == nil)
    // NaN would be refused by the encoder.
    _ = try JSONEncoder().encode(report)
  }

  @Test func `a class that occurs nowhere does not lower macro F1`() {
    let report = ScoreReport(
      of: ScoredRows(labelSpace: space, labels: votes([0, 1]), gold: votes([0, 1]))
    )
    #expect(report.macroF1 == 1)
    #expect(report.classes[2].f1 == nil)
    #expect(report.matthewsCorrelation == 1)
  }

  @Test func `Wilson intervals equal the published values`() throws {
    // Newcombe 1998, table I, method 3.
    let some = try #require(Interval(successes: 81, total: 263))
    #expect(abs(some.lower - 0.2553) < 5e-5 && abs(some.upper - 0.3662) < 5e-5)
    let none = try #require(Interval(successes: 0, total: 20))
    #expect(none.lower == 0 && abs(none.upper - 0.1611) < 5e-5)
    #expect(Interval(successes: 0, total: 0) == nil)
  }

  @Test func `the report survives JSON with snake case keys`() throws {
    let soft = SoftLabels(classCount: 3, values: [0.7, 0.2, 0.1])
    let report = ScoreReport(
      of: ScoredRows(labelSpace: space, probabilities: soft, gold: votes([0]))
    )
    let data = try JSONEncoder().encode(report)
    #expect(String(decoding: data, as: UTF8.self).contains("\"macro_f1\":1"))
    #expect(try JSONDecoder().decode(ScoreReport.self, from: data) == report)
  }
}
