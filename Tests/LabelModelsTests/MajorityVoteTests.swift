import LabelModels
import LabelingCore
import TestSupport
import Testing

struct MajorityVoteTests {
  @Test(arguments: ["mv_toy", "mv_simple"])
  func `shares and labels equal crowd-kit's`(id: String) throws {
    let oracle = try Oracle.named(id, in: "majority_vote")
    let (votes, items) = oracle.votes()
    let soft = try MajorityVote().fitted(to: votes).posteriors(of: votes)
    #expect(!oracle.posteriors.isEmpty)
    oracle.compare(soft, of: votes, items: items)
  }

  @Test(arguments: ["snorkel_mv_ties_3class", "snorkel_mv"])
  func `winners share the probability as in Snorkel`(id: String) throws {
    let oracle = try Oracle.named(id, in: "majority_vote")
    let votes = oracle.matrix(classCount: oracle.parameters["classes"] as? Int ?? 0)
    let fitted = try MajorityVote(output: .winners).fitted(to: votes)
    let soft = try fitted.posteriors(of: votes)
    let hard = fitted.hardLabels(from: soft, of: votes)
    let probabilities = try #require(oracle.expected["probs"] as? [[Double]])
    for (row, expected) in probabilities.enumerated() {
      let pattern = Int(votes.patternOfRow[row])
      for (found, value) in zip(soft[row: pattern], expected) {
        #expect(abs(found - value) < 1e-12)
      }
      if let labels = oracle.expected["pred_tie_abstain"] as? [Int] {
        #expect(Int(hard[pattern].rawValue) == labels[row])
      }
    }
  }

  @Test
  func `a document without votes gets equal shares and no hard label`() throws {
    var builder = VotePatterns.Builder(voters: ["a"], labelSpace: .numbered(4))
    builder.append(entries: [])
    let votes = builder.finish()
    let fitted = try MajorityVote().fitted(to: votes)
    let soft = try fitted.posteriors(of: votes)
    #expect(soft.values == [0.25, 0.25, 0.25, 0.25])
    #expect(fitted.hardLabels(from: soft, of: votes, ties: .first) == [.abstain])
    #expect(
      fitted.hardLabels(from: soft, of: votes, ties: .first, unvoted: true)
        == [Vote(classIndex: 0)]
    )
  }
}
