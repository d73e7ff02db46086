import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

struct AgreementTests {
  @Test func `Fleiss' kappa of the published example`() {
    // Fleiss 1971's worked example as given by Wikipedia: 10 subjects, 14 raters, 5 classes.
    let tallies = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    let rows = tallies.map { tally in
      tally.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    }
    let kappa = FleissKappa.value(of: Patterns.of(matrix: rows, classCount: 5))
    #expect(abs((kappa ?? 0) - 0.20993) < 1e-5)
  }

  @Test func `Cohen's kappa of two raters of fifty proposals`() throws {
    // 20 both yes, 5 yes/no, 10 no/yes, 15 both no: kappa 0.4.
    let rows =
      [[Int]](repeating: [1, 1], count: 20) + [[Int]](repeating: [1, 0], count: 5)
      + [[Int]](repeating: [0, 1], count: 10) + [[Int]](repeating: [0, 0], count: 15)
    let pair = try #require(CohenKappa.pairs(of: Patterns.of(matrix: rows, classCount: 2)).first)
    #expect(abs((pair.kappa ?? 0) - 0.4) < 1e-12)
    #expect(pair.agreement == 0.7)
    #expect(pair.overlapCount == 50)
  }

  @Test func `votes for one class only leave agreement beyond chance unknown`() {
    let patterns = Patterns.of(matrix: [[1, 1], [1, 1]], classCount: 2)
    #expect(KrippendorffAlpha.value(of: patterns) == nil)
    #expect(FleissKappa.value(of: patterns) == nil)
    #expect(CohenKappa.pairs(of: patterns).first?.kappa == nil)
    #expect(CohenKappa.mean(of: CohenKappa.pairs(of: patterns)) == nil)
  }

  @Test func `nothing is known without answers`() {
    let summary = AgreementSummary(of: Patterns.of(matrix: [[-1, -1]], classCount: 2))
    #expect(summary.krippendorffAlpha == nil)
    #expect(summary.consistency == nil)
    #expect(summary.voteEntropy == nil)
    #expect(summary.voters.map(\.majorityAgreement) == [nil, nil])
  }

  @Test func `three hundred votes on a row do not underflow`() {
    let row = (0..<300).map { $0 % 3 == 0 ? 0 : 1 }
    let value = Consistency.mean(of: Patterns.of(matrix: [row, row.map { 1 - $0 }], classCount: 2))
    #expect(value.map { $0.isFinite } == true)
  }

  @Test func `a tie has no majority to agree with`() {
    let patterns = Patterns.of(matrix: [[0, 1], [1, 1]], classCount: 2)
    let agreement = MajorityAgreement(of: patterns)
    #expect(agreement.voteCounts == [1, 1])
    #expect(agreement.share(ofVoter: 0) == 1 && agreement.share(ofVoter: 1) == 1)
    // By the order of the classes the first voter is always right and the second half the time.
    #expect(MajorityAgreement(of: patterns, ties: .first).share(ofVoter: 1) == 0.5)
  }
}
