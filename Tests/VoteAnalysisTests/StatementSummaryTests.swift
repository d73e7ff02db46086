import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

struct StatementSummaryTests {
  /// Answers of up to three people: present classes of three, all others absent.
  private func votes(_ units: [[[Int]]], gold: [[Int]?]? = nil) -> VotePatterns {
    Patterns.of(
      statements: units.map { unit in
        unit.enumerated().flatMap { voter, answer in
          (0..<3).map { (voter, answer.contains($0) ? $0 : 3 + $0) }
        }
      },
      voterCount: 3,
      classCount: 3,
      gold: gold
    )
  }

  @Test func `MASI distance is 1 less Jaccard times how far sets nest`() {
    #expect(MASIAgreement.distance([], []) == 0)
    #expect(MASIAgreement.distance([0, 1], [0, 1]) == 0)
    #expect(abs(MASIAgreement.distance([0], [0, 1]) - 2.0 / 3) < 1e-15)
    #expect(abs(MASIAgreement.distance([0, 1], [1, 2]) - 8.0 / 9) < 1e-15)
    #expect(MASIAgreement.distance([0], [1]) == 1)
    #expect(MASIAgreement.distance([], [1]) == 1)
  }

  @Test func `alpha by MASI distance is 1 less the disagreement over that of chance`() throws {
    // Worked out by pairs of values, in Python: 1 − D_o/D_e over ten answers.
    let units = [[[0], [0, 1]], [[2], [2], [2]], [[0, 1], [1, 2]], [[], [], [1]], [[0]]]
    let alpha = try #require(MASIAgreement.alpha(of: votes(units)))
    #expect(abs(alpha - 0.3802395209580839) < 1e-12)
    #expect(MASIAgreement.alpha(of: votes([[[0], [0]], [[0]]])) == nil)
  }

  @Test func `figures are by function and class`() throws {
    let votes = Patterns.of(
      statements: [
        [(0, 0), (1, 2)], [(0, 0), (1, 0), (1, 1)], [(0, 3)], [],
      ],
      voterCount: 3,
      classCount: 2,
      gold: [[0], [1], nil, nil]
    )
    let summary = StatementSummary(of: votes)
    #expect(summary.rowCount == 4 && summary.goldCount == 2)
    #expect(summary.coverage == 0.75 && summary.conflicts == 0.25)
    #expect(summary.voters.map(\.voter) == ["f0", "f0", "f1", "f1"])
    #expect(summary.voters.map(\.className) == ["0", "1", "0", "1"])
    let first = summary.voters[0]
    #expect(first.presentCount == 2 && first.absentCount == 0)
    #expect(first.coverage == 0.5 && first.overlaps == 0.5 && first.conflicts == 0.25)
    #expect(first.judgedCount == 2 && first.accuracy == 0.5)
    let second = summary.voters[2]
    #expect(second.presentCount == 1 && second.absentCount == 1)
    #expect(second.accuracy == 0 && summary.voters[3].accuracy == 1)
    #expect(summary.voters[1].absentCount == 1 && summary.voters[1].accuracy == nil)
    #expect(summary.classes.map(\.conflicts) == [0.25, 0])
    #expect(summary.classes.map(\.goldCount) == [1, 1])
    // Two units of two answers on class 0: one agrees, one does not.
    let alpha = try #require(summary.classes[0].krippendorffAlpha)
    #expect(abs(alpha - (1 - 3.0 * 2 / (2 * 3))) < 1e-12)
    #expect(summary.classes[1].krippendorffAlpha == nil)
  }
}
