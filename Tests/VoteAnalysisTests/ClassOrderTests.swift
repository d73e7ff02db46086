import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

/// No figure of agreement depends on the order of the classes, and with it on their names.
struct ClassOrderTests {
  @Test(arguments: 1...25)
  func `permuting the classes changes no figure of agreement`(seed: UInt64) throws {
    var rng = SeededGenerator(seed: seed)
    let k = Int.random(in: 2...4, using: &rng)
    let voters = Int.random(in: 2...5, using: &rng)
    // Few classes and voters, so that many rows are tied.
    let rows = (0..<Int.random(in: 1...30, using: &rng)).map { _ in
      (0..<voters).map { _ in Int.random(in: -1..<k, using: &rng) }
    }
    let images = Array(0..<k).shuffled(using: &rng)
    let permuted = rows.map { row in row.map { $0 < 0 ? $0 : images[$0] } }
    let plain = AgreementSummary(of: Patterns.of(matrix: rows, classCount: k))
    let other = AgreementSummary(of: Patterns.of(matrix: permuted, classCount: k))
    func expectEqual(_ a: Double?, _ b: Double?, _ name: String) {
      #expect((a == nil) == (b == nil), "\(name)")
      #expect(abs((a ?? 0) - (b ?? 0)) < 1e-9, "\(name)")
    }
    expectEqual(plain.krippendorffAlpha, other.krippendorffAlpha, "alpha")
    expectEqual(plain.fleissKappa, other.fleissKappa, "Fleiss")
    expectEqual(plain.meanCohenKappa, other.meanCohenKappa, "Cohen")
    expectEqual(plain.majorityAgreement, other.majorityAgreement, "majority")
    expectEqual(plain.consistency, other.consistency, "consistency")
    expectEqual(plain.voteEntropy, other.voteEntropy, "entropy")
    for (a, b) in zip(plain.voters, other.voters) {
      expectEqual(a.majorityAgreement, b.majorityAgreement, a.name)
      expectEqual(a.meanCohenKappa, b.meanCohenKappa, a.name)
    }
  }
}
