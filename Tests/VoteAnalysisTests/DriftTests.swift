import Foundation
import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

/// Drift between two sets of votes.
struct DriftTests {
  /// Rows of votes: function *j* votes with a probability of its own, mostly for its class.
  private static func rows(
    _ count: Int,
    coverage: [Double],
    using rng: inout SeededGenerator
  ) -> [[Int]] {
    (0..<count).map { _ in
      let topic = Int.random(in: 0..<3, using: &rng)
      return coverage.enumerated().map { j, share in
        let likely = j % 3 == topic ? share * 2 : share / 2
        guard Double.random(in: 0..<1, using: &rng) < likely else { return -1 }
        return Double.random(in: 0..<1, using: &rng) < 0.9
          ? j % 3 : Int.random(in: 0..<3, using: &rng)
      }
    }
  }

  private static let coverage = [0.3, 0.2, 0.1, 0.05, 0.02, 0.4, 0.01, 0.15, 0.25, 0.003]

  @Test func `two random halves are not flagged in at least 95 of 100 repetitions`() {
    var quiet = 0
    for seed in 0..<100 {
      var rng = SeededGenerator(seed: UInt64(seed))
      var rows = Self.rows(1000, coverage: Self.coverage, using: &rng)
      rows.shuffle(using: &rng)
      let report = DriftReport(
        from: Patterns.of(matrix: Array(rows[..<500]), classCount: 3),
        to: Patterns.of(matrix: Array(rows[500...]), classCount: 3)
      )
      if report.verdict == .stable { quiet += 1 }
    }
    #expect(quiet >= 95)
  }

  @Test func `functions of a class whose words are replaced are stale, and only they`() {
    var right = 0
    for seed in 0..<20 {
      var rng = SeededGenerator(seed: UInt64(seed))
      let old = Self.rows(1000, coverage: Self.coverage, using: &rng)
      var changed = Self.coverage
      for j in [0, 3] { changed[j] = 0.002 }
      let new = Self.rows(1000, coverage: changed, using: &rng)
      let report = DriftReport(
        from: Patterns.of(matrix: old, classCount: 3),
        to: Patterns.of(matrix: new, classCount: 3)
      )
      let stale = report.functions.filter { $0.verdict == .stale }.map(\.name)
      if stale == ["f0", "f3"] { right += 1 }
    }
    #expect(right >= 19)
  }

  @Test func `a function that votes for another class has shifted`() {
    var rng = SeededGenerator(seed: 4)
    let old = Self.rows(800, coverage: Self.coverage, using: &rng)
    var new = Self.rows(800, coverage: Self.coverage, using: &rng)
    for i in new.indices where new[i][1] >= 0 { new[i][1] = 2 }
    let report = DriftReport(
      from: Patterns.of(matrix: old, classCount: 3),
      to: Patterns.of(matrix: new, classCount: 3)
    )
    #expect(report.functions[1].verdict == .shifted)
    #expect(report.functions[1].shifts.contains("polarity"))
    #expect(report.functions.allSatisfy { $0.verdict != .stale })
  }

  @Test func `the test gives the reference numbers`() throws {
    // By hand, N = 200: 2 Σ O ln(O/E) = 8.0999 and Williams' q = 1 + 3 · (200/50 + 200/150 − 1) / 1200.
    let test = try #require(GTest(old: [34, 66], new: [16, 84]))
    let plain =
      2
      * (34 * log2(34.0 / 25) + 66 * log2(66.0 / 75) + 16 * log2(16.0 / 25) + 84 * log2(84.0 / 75))
      * 0.693_147_180_559_945_3
    #expect(abs(test.statistic - plain / (1 + 3 * (4 + 4.0 / 3 - 1) / 1200)) < 1e-9)
    #expect(test.degreesOfFreedom == 1)
    #expect(GTest(old: [0, 10], new: [0, 20]) == nil)
    #expect(GTest(old: [], new: []) == nil)
  }

  @Test(arguments: [
    // Upper tails of the chi-square distribution; the 5 % and 1 % points of statistical tables.
    (3.841_458_820_694_124, 1, 0.05), (6.634_896_601_021_213, 1, 0.01),
    (5.991_464_547_107_98, 2, 0.05), (18.307_038_053_275_15, 10, 0.05),
  ])
  func `p-values equal the tables`(statistic: Double, df: Int, expected: Double) throws {
    // Find counts whose statistic is near the quantile: the p-value is monotone between them.
    var (below, above) = (1.0, 0.0)
    for step in 0..<4000 {
      let shift = Double(step) / 40
      let old = [100 + shift] + [Double](repeating: 100, count: df)
      let new = [100 - shift] + [Double](repeating: 100, count: df)
      let test = try #require(GTest(old: old, new: new))
      #expect(test.degreesOfFreedom == df)
      if test.statistic <= statistic { below = test.pValue }
      if test.statistic > statistic {
        above = test.pValue
        break
      }
    }
    #expect(above <= expected && expected <= below && below - above < 0.001)
  }

  @Test func `corrected p-values follow Holm's example`() {
    #expect(HolmCorrection.adjusted([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02])
    #expect(HolmCorrection.adjusted([]) == [])
    #expect(HolmCorrection.adjusted([0.9, 0.8]) == [1, 1])
  }

  @Test func `effect sizes have their known values`() {
    #expect(abs(EffectSize.cohenH(old: 0, new: 1) - Double.pi) < 1e-12)
    #expect(EffectSize.cohenH(old: 0.5, new: 0.25) < 0)
    #expect(EffectSize.jensenShannon(old: [5, 0], new: [0, 9]) == 1)
    #expect(abs(EffectSize.jensenShannon(old: [2, 6], new: [1, 3])) < 1e-12)
    #expect(abs(EffectSize.populationStability(old: [10, 10], new: [10, 10])) < 1e-12)
    #expect(EffectSize.populationStability(old: [90, 10], new: [10, 90]) > 0.25)
  }

  @Test func `functions are matched by name, and the others are told`() {
    func patterns(_ voters: [String], _ rows: [[Int16]]) -> VotePatterns {
      var builder = VotePatterns.Builder(voters: voters, labelSpace: LabelSpace(["x", "y"]))
      for row in rows { row.withUnsafeBufferPointer { builder.append($0) } }
      return builder.finish()
    }
    let report = DriftReport(
      from: patterns(["a", "b", "c"], [[0, 1, -1]]),
      to: patterns(["d", "b", "a"], [[0, 1, 0], [-1, 1, -1]])
    )
    #expect(report.functions.map(\.name) == ["a", "b"])
    #expect(report.functions[0].coverage.new == 0.5)
    #expect(report.removedFunctions == ["c"])
    #expect(report.addedFunctions == ["d"])
  }

  @Test func `words that came and went are told, and those of a random half are not`() {
    let counts = [
      TextDrift.Count(term: "crypto", old: 2, new: 90), .init(term: "fax", old: 80, new: 1),
      .init(term: "the", old: 700, new: 705), .init(term: "rare", old: 0, new: 3),
    ]
    let drift = TextDrift(of: counts, oldCount: 1000, newCount: 1000, options: DriftOptions())
    #expect(drift.risen.map(\.term) == ["crypto"])
    #expect(drift.fallen.map(\.term) == ["fax"])
    #expect(drift.testCount == 3)
  }
}

@Suite struct PearsonTestTests {
  @Test func `the chi-square test gives the reference numbers`() throws {
    // By hand: 9² / 25 twice and 9² / 75 twice is 8.64; its tail has one degree of freedom.
    let report = try #require(pValue(old: [34, 66], new: [16, 84]))
    #expect(abs(report - 0.003_288_6) < 1e-6)
    #expect(pValue(old: [0, 10], new: [0, 20]) == nil)
  }

  @Test func `a test of another name is refused, and nothing changes`() {
    var options = DriftOptions()
    let isKnown = options.useTest(named: "t")
    #expect(!isKnown && options.testName == "g")
    let isUsed = options.useTest(named: "chi-square")
    #expect(isUsed && options.testName == "chi-square")
  }

  /// The p-value of labels that changed, by the chi-square test.
  private func pValue(old: [Double], new: [Double]) -> Double? {
    var options = DriftOptions()
    guard options.useTest(named: "chi-square") else { return nil }
    let votes = Patterns.of(matrix: [[0]], classCount: 2)
    return DriftReport(from: votes, to: votes, labels: (old, new), options: options).labels?.pValue
  }
}
