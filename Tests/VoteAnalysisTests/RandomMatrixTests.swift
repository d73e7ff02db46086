import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

/// Random matrices against the definitions spelt out.
struct RandomMatrixTests {
  /// Rows, voters, classes and the share of abstentions; random rows, many of them equal.
  static func matrix(seed: UInt64) -> (rows: [[Int]], gold: [Int], classCount: Int) {
    var rng = SeededGenerator(seed: seed)
    let n = Int.random(in: 1...150, using: &rng)
    let m = Int.random(in: 1...24, using: &rng)
    let k = Int.random(in: 1...9, using: &rng)
    let silence = Double.random(in: 0...1, using: &rng)
    var rows = (0..<n).map { _ in
      (0..<m).map { _ in
        Double.random(in: 0..<1, using: &rng) < silence ? -1 : Int.random(in: 0..<k, using: &rng)
      }
    }
    for i in rows.indices where i % 3 == 0 { rows[i] = rows[i / 7] }
    let gold = (0..<n).map { _ in Int.random(in: -1..<k, using: &rng) }
    return (rows, gold, k)
  }

  @Test(arguments: 0..<60)
  func `summaries equal the definitions`(seed: UInt64) {
    let (rows, gold, k) = Self.matrix(seed: seed)
    let naive = NaiveReference(matrix: rows)
    let summary = VoteSummary(of: Patterns.of(matrix: rows, classCount: k, gold: gold))
    #expect(summary.rowCount == rows.count)
    #expect(summary.coveredCount == rows.count { $0.contains { $0 >= 0 } })
    #expect(summary.overlappingCount == rows.count { $0.count { $0 >= 0 } > 1 })
    #expect(summary.conflictCount == rows.count { Set($0.filter { $0 >= 0 }).count > 1 })
    #expect(summary.goldCount == gold.count { $0 >= 0 })
    for (j, voter) in summary.voters.enumerated() {
      #expect(voter.coveredCount == naive.votes(j).count)
      #expect(voter.voteCount == naive.votes(j).count)
      #expect(voter.overlapCount == naive.overlaps(j))
      #expect(voter.conflictCount == naive.conflicts(j))
      #expect(voter.correctCount == rows.indices.count { gold[$0] >= 0 && gold[$0] == rows[$0][j] })
      let judged = naive.votes(j).count { gold[$0] >= 0 }
      #expect(voter.correctCount + voter.incorrectCount == judged)
      #expect((voter.accuracy == nil) == (judged == 0))
    }
  }

  @Test(arguments: 0..<60)
  func `pairs equal the definitions`(seed: UInt64) {
    let (rows, _, k) = Self.matrix(seed: seed)
    let naive = NaiveReference(matrix: rows)
    let patterns = Patterns.of(matrix: rows, classCount: k)
    let pairs = VoterPairs(of: patterns)
    let kappas = CohenKappa.pairs(of: patterns)
    #expect(kappas.map { [$0.first, $0.second] } == pairs.pairs.map { [$0.first, $0.second] })
    for j in patterns.voters.indices {
      for l in patterns.voters.indices where l > j {
        let pair = pairs.pair(l, j)
        #expect(pair?.overlapCount ?? 0 == naive.shared(j, l).count)
        #expect(pair?.agreementCount ?? 0 == naive.agreements(j, l))
      }
    }
    for kappa in kappas {
      let expected = naive.cohen(kappa.first, kappa.second, classCount: k)
      #expect((kappa.kappa == nil) == (expected == nil))
      #expect(abs((kappa.kappa ?? 0) - (expected ?? 0)) < 1e-12)
    }
  }

  @Test(arguments: 0..<60)
  func `alpha equals the coincidence matrix`(seed: UInt64) {
    let (rows, _, k) = Self.matrix(seed: seed)
    let alpha = KrippendorffAlpha.value(of: Patterns.of(matrix: rows, classCount: k))
    let expected = NaiveReference(matrix: rows).alpha(classCount: k)
    #expect((alpha == nil) == (expected == nil))
    #expect(abs((alpha ?? 0) - (expected ?? 0)) < 1e-12)
  }
}
