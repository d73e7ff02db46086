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

  private let judged = Patterns.of(
    statements: [
      [(0, 0), (1, 2)], [(0, 0), (1, 0), (1, 1)], [(0, 3)], [], [(1, 2)],
    ],
    voterCount: 3,
    classCount: 2,
    gold: [[0], [1], nil, [], []]
  )

  @Test func `each statement is judged by itself, with what chance would get`() throws {
    let rows = StatementSummary(of: judged).statements
    #expect(rows.map(\.name) == ["f0", "f0", "f1", "f1", "f1"])
    #expect(rows.map(\.polarity) == [["0"], ["-1"], ["0"], ["-0"], ["1"]])
    #expect(rows.map(\.voteCount) == [2, 1, 1, 2, 1])
    #expect(rows.map(\.conflictCount) == [1, 0, 0, 1, 0])
    #expect(rows.map(\.overlapCount) == [2, 0, 1, 1, 0])
    #expect(rows.map(\.accuracy) == [0.5, nil, 0, 0.5, 1])
    // One document with gold of four has class 0, one class 1.
    #expect(rows.map(\.chance) == [0.25, nil, 0.25, 0.75, 0.25])
    #expect(rows[3].accuracyInterval == Interval(successes: 1, total: 2))
    #expect(StatementSummary(of: judged).goldCardinality == 0.5)
  }

  @Test func `a whole vote is right when all that it says is, and in conflict with its opposite`() {
    let summary = VoteSummary(of: judged)
    #expect(summary.coverage == 0.8 && summary.conflictCount == 1 && summary.goldCount == 4)
    #expect(summary.voters.map(\.correctCount) == [1, 1, 0])
    #expect(summary.voters.map(\.incorrectCount) == [1, 2, 0])
    #expect(summary.voters.map(\.conflictCount) == [1, 1, 0])
    #expect(VoterPairs(of: judged).pair(0, 1)?.agreementCount == 1)
  }

  @Test func `runs are compared statement by statement`() throws {
    let space = LabelSpace(["x", "y"])
    // Before, the classes were y and gone; y+-gone, -y, nothing, y.
    let before = VoteColumnView(
      [2, 3, -1, 0],
      others: [BallotRecord(classes: [0, 3]), BallotRecord(classes: [2])]
    )
    let after = VoteColumnView([1, -1, 0, 2], others: [BallotRecord(classes: [0, 1])])
    var list = LabelList(ofSetsIn: space)
    let golds = [[1], [], nil, [0, 1]].compactMap { list.number(adding: $0) }
    let changes = StatementChange.all(
      from: before,
      to: after,
      newIndices: [1, -2],
      labelSpace: space,
      gold: list.column(of: golds)
    )
    #expect(changes.map(\.statement) == ["x", "y", "-y"])
    #expect(changes.map(\.beforeCount) == [0, 2, 1] && changes.map(\.afterCount) == [2, 2, 0])
    #expect(changes.map(\.gained) == [2, 0, 0] && changes.map(\.lost) == [0, 0, 1])
    #expect(changes.map(\.judgedAfter) == [1, 2, 0] && changes.map(\.rightAfter) == [1, 2, 0])
    #expect(changes[2].judgedBefore == 1 && changes[2].rightBefore == 1)
    let change = VoteChange(
      from: before,
      to: after,
      newIndices: [1, -2],
      classCount: 2,
      labels: .several,
      gold: list.column(of: golds)
    )
    #expect(change.gained == 1 && change.lost == 1 && change.flipped == 2)
    #expect(change.rightBefore == 2 && change.judgedBefore == 3 && change.rightAfter == 2)
  }
}
