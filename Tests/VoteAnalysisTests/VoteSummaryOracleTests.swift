import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

/// Against Snorkel's `LFAnalysis`.
struct VoteSummaryOracleTests {
  struct Oracle: Decodable {
    struct Case: Decodable {
      struct Expected: Decodable {
        var coverage_any: Double?
        var overlap_any: Double?
        var conflict_any: Double?
        var polarity: [[Int]]?
        var coverage: [Double]?
        var overlaps: [Double]?
        var overlaps_normalised_by_coverage: [Double]?
        var conflicts: [Double]?
        var conflicts_normalised_by_overlaps: [Double]?
        var empirical_accuracy: [Double]?
        var correct: [Int]?
        var incorrect: [Int]?
        var empirical_probs_lf_vote_given_y: [[[Double]]]?
      }
      var id: String
      var matrix: [[Int]]
      var gold: [Int]?
      var expected: Expected
    }
    var cases: [Case]
  }

  @Test func `agrees with the reference values`() throws {
    let cases = try Fixture.decoded("lf_analysis.json", as: Oracle.self).cases
      .filter { $0.expected.polarity != nil }
    #expect(cases.count >= 3)
    for oracle in cases {
      let classCount = (oracle.matrix.joined().max() ?? 0, (oracle.gold ?? []).max() ?? 0)
      let k = max(classCount.0, classCount.1) + 1
      let patterns = Patterns.of(matrix: oracle.matrix, classCount: k, gold: oracle.gold)
      check(VoteSummary(of: patterns), oracle.expected, oracle.id)
      checkConfusion(EmpiricalConfusion(of: patterns), oracle.expected, oracle.id)
    }
  }

  private func check(_ summary: VoteSummary, _ expected: Oracle.Case.Expected, _ id: String) {
    expectNear([summary.coverage], expected.coverage_any.map { [$0] }, "\(id) covered")
    expectNear([summary.overlaps], expected.overlap_any.map { [$0] }, "\(id) overlapping")
    expectNear([summary.conflicts], expected.conflict_any.map { [$0] }, "\(id) in conflict")
    let voters = summary.voters
    #expect(voters.map { $0.polarity.compactMap { Int($0) } } == expected.polarity, "\(id)")
    expectNear(voters.map(\.coverage), expected.coverage, "\(id) coverage")
    expectNear(voters.map(\.overlaps), expected.overlaps, "\(id) overlaps")
    expectNear(voters.map(\.conflicts), expected.conflicts, "\(id) conflicts")
    // Snorkel writes 0 where there is no evidence.
    expectNear(
      voters.map { $0.overlapsOfCovered ?? 0 },
      expected.overlaps_normalised_by_coverage,
      "\(id) normalised overlaps"
    )
    expectNear(
      voters.map { $0.conflictsOfOverlapping ?? 0 },
      expected.conflicts_normalised_by_overlaps,
      "\(id) normalised conflicts"
    )
    expectNear(voters.map { $0.accuracy ?? 0 }, expected.empirical_accuracy, "\(id) accuracy")
    if let correct = expected.correct { #expect(voters.map(\.correctCount) == correct, "\(id)") }
    if let wrong = expected.incorrect { #expect(voters.map(\.incorrectCount) == wrong, "\(id)") }
  }

  private func checkConfusion(
    _ confusion: EmpiricalConfusion,
    _ expected: Oracle.Case.Expected,
    _ id: String
  ) {
    for (j, rows) in (expected.empirical_probs_lf_vote_given_y ?? []).enumerated() {
      for (row, values) in rows.enumerated() {
        let actual = values.indices.map {
          confusion.probability(voter: j, vote: Vote(classIndex: row - 1), gold: $0) ?? 0
        }
        expectNear(actual, values, "\(id) voter \(j) vote \(row)")
      }
    }
  }

  private func expectNear(_ actual: [Double], _ expected: [Double]?, _ what: Comment) {
    guard let expected else { return }
    #expect(actual.count == expected.count, what)
    for (a, e) in zip(actual, expected) { #expect(abs(a - e) <= 1e-6, what) }
  }
}
