import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

struct LabelSetAgreementTests {
  /// Whole lists of two people on documents that may have three classes.
  private func votes(_ units: [[[Int]]]) -> VotePatterns {
    Patterns.of(
      statements: units.map { unit in
        unit.enumerated().flatMap { voter, answer in
          (0..<3).map { (voter, answer.contains($0) ? $0 : 3 + $0) }
        }
      },
      voterCount: 2,
      classCount: 3
    )
  }

  private static let units = [
    [[0], [0, 1]], [[2], [2]], [[], []], [[0, 1], [1]], [[0], [0]],
  ]

  @Test func `each class is a question of yes and no`() throws {
    let agreement = LabelSetAgreement(of: votes(Self.units))
    #expect(agreement.classes.map(\.name) == ["0", "1", "2"])
    #expect(agreement.masiAlpha == MASIAgreement.alpha(of: votes(Self.units)))
    // Class 0: yes yes, no no, no no, yes no, yes yes; by hand.
    let first = agreement.classes[0]
    #expect(first.presentShare == 0.5)
    let kappa = try #require(first.agreement.meanCohenKappa)
    // 4 of 5 agree; by chance 3/5 · 2/5 + 2/5 · 3/5.
    #expect(abs(kappa - (0.8 - 0.48) / (1 - 0.48)) < 1e-12)
    #expect(agreement.classes[2].agreement.meanCohenKappa == 1)
    #expect(agreement.classes[2].presentShare == 0.2)
  }

  @Test func `lists as a whole are the same or not, none of the classes too`() throws {
    let whole = votes(Self.units).ofWholeLists
    #expect(whole.labelSpace.classCount == 5)
    let summary = AgreementSummary(of: whole)
    #expect(summary.pairs.map(\.agreement) == [0.6])
  }
}
