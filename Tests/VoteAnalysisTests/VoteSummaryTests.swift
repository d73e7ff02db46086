import Foundation
import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

struct VoteSummaryTests {
  @Test func `a voter without votes has no evidence instead of accuracy zero`() {
    let patterns = Patterns.of(matrix: [[0, -1], [1, -1]], classCount: 2, gold: [0, 0])
    let silent = VoteSummary(of: patterns).voters[1]
    #expect(silent.accuracy == nil)
    #expect(silent.accuracyInterval == nil)
    #expect(silent.overlapsOfCovered == nil)
    #expect(silent.polarity == [])
  }

  @Test func `no rows give shares of zero`() {
    let summary = VoteSummary(of: Patterns.of(matrix: [], classCount: 2))
    #expect(summary.coverage == 0)
    #expect(summary.rowCount == 0)
  }

  @Test func `one voter contradicting itself is no conflict`() {
    let (patterns, _) = Patterns.of(answers: [("a", "w", "x"), ("a", "w", "y")])
    let summary = VoteSummary(of: patterns)
    #expect(summary.conflictCount == 0)
    #expect(summary.overlappingCount == 0)
    #expect(summary.voters[0].voteCount == 2)
    #expect(summary.voters[0].coveredCount == 1)
  }

  @Test func `a voter with two answers conflicts with anyone else`() {
    let (patterns, _) = Patterns.of(
      answers: [
        ("a", "w", "x"), ("a", "w", "y"), ("a", "v", "x"), ("b", "w", "x"), ("b", "v", "x"),
      ]
    )
    #expect(VoteSummary(of: patterns).voters.map(\.conflictCount) == [1, 1])
    let pair = VoterPairs(of: patterns).pair(0, 1)
    #expect(pair?.overlapCount == 2)
    #expect(pair?.agreementCount == 1)
  }

  @Test func `the JSON has snake case keys and leaves out what is unknown`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let summary = VoteSummary(of: Patterns.of(matrix: [[0]], classCount: 1))
    let json = String(decoding: try encoder.encode(summary), as: UTF8.self)
    #expect(json.contains(#""covered_count":1"#))
    #expect(!json.contains("accuracy"))
    #expect(try JSONDecoder().decode(VoteSummary.self, from: Data(json.utf8)) == summary)
  }

  @Test func `pairs of more voters than the matrix holds are found by hashing`() {
    var matrix = [[Int]](repeating: [Int](repeating: -1, count: 1100), count: 3)
    for j in [3, 900, 1099] { matrix[0][j] = 1 }
    (matrix[1][3], matrix[1][1099]) = (0, 1)
    let pairs = VoterPairs(of: Patterns.of(matrix: matrix, classCount: 2))
    #expect(pairs.pairs.map { [$0.first, $0.second] } == [[3, 900], [3, 1099], [900, 1099]])
    #expect(pairs.pair(1099, 3)?.overlapCount == 2)
    #expect(pairs.pair(1099, 3)?.agreementCount == 1)
    #expect(pairs.pair(0, 1) == nil)
  }

  @Test func `weighted rows count in full blocks`() {
    // 100 distinct full rows, the first of them 37 times.
    var rows = (0..<100).map { i in (0..<7).map { i >> $0 & 1 } }
    rows += [[Int]](repeating: rows[0], count: 36)
    let pair = VoterPairs(of: Patterns.of(matrix: rows, classCount: 2)).pair(0, 1)
    #expect(pair?.overlapCount == 136)
    #expect(pair?.agreementCount == rows.count { $0[0] == $0[1] })
  }
}
