import LabelingCore
import Testing

struct TieBreakingTests {
  @Test func `a single largest probability decides under every policy`() {
    for policy in TieBreaking.allCases {
      #expect(policy.label(of: [0.2, 0.5, 0.3]).classIndex == 1)
      #expect(policy.label(of: [1]).classIndex == 0)
    }
  }

  @Test func `a tie abstains or takes the first class`() {
    #expect(TieBreaking.abstain.label(of: [0.4, 0.2, 0.4]).isAbstain)
    #expect(TieBreaking.first.label(of: [0.2, 0.4, 0.4]).classIndex == 1)
    #expect(TieBreaking.abstain.label(of: [0.25, 0.25, 0.25, 0.25]).isAbstain)
  }

  @Test func `rounding does not break a tie`() {
    let third = 0.1 + 0.2
    #expect(TieBreaking.abstain.label(of: [0.3, third, 0.4 - third + 0.3]).isAbstain == false)
    #expect(TieBreaking.abstain.label(of: [0.3, third]).isAbstain)
    #expect(!TieBreaking.abstain.label(of: [0.3, 0.3 + 1e-8]).isAbstain)
  }

  @Test func `a slice of soft labels is counted from its own start`() {
    let labels = SoftLabels(classCount: 2, values: [0.9, 0.1, 0.2, 0.8])
    #expect(TieBreaking.first.label(of: labels[row: 1]).classIndex == 1)
  }

  @Test func `no classes, no label`() {
    #expect(TieBreaking.first.label(of: []).isAbstain)
  }
}
