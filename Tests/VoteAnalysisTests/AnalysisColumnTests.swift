import Foundation
import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

struct AnalysisColumnTests {
  @Test func `every column has a key of its own, and JSON has each that something is known for`()
    throws
  {
    let keys = AnalysisColumn.all.map(\.key)
    #expect(Set(keys).count == keys.count)
    let patterns = Patterns.of(
      matrix: [[0, 0], [0, 1], [1, 1]],
      classCount: 2,
      gold: [0, 0, 1]
    )
    let voter = VoteSummary(of: patterns).voters[0]
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(voter))
    let known = AnalysisColumn.all.filter { !$0.needsSets }.map(\.key)
    #expect((json as? [String: Any])?.keys.sorted() == known.sorted())
  }

  @Test func `columns of gold are left out where there is none`() {
    func columns(_ place: AnalysisColumn.Places, hasGold: Bool, hasSets: Bool) -> [String] {
      AnalysisColumn.columns(of: place, hasGold: hasGold, hasSets: hasSets).map(\.heading)
    }
    #expect(
      columns(.analyze, hasGold: false, hasSets: true)
        == ["function", "classes", "votes", "coverage", "overlaps", "conflicts"]
    )
    #expect(columns(.dev, hasGold: true, hasSets: true).contains("by chance"))
    #expect(!columns(.dev, hasGold: true, hasSets: false).contains("by chance"))
  }

  @Test func `a set is right where the truth is in it, and in conflict with what excludes it`() {
    // Three classes; f says {0, 1}, g says 2, h says not 0.
    let others: [(classes: [Int], level: Int?)] = [([0, 1], nil), ([1, 2], nil)]
    let ballots = BallotList(classCount: 3, others: others)
    let space = LabelSpace(["a", "b", "c"])
    var builder = VotePatterns.Builder(
      voters: ["f", "g", "h"],
      labelSpace: space,
      ballots: ballots
    )
    let rows: [(votes: [Int16], gold: Int)] = [
      ([3, -1, -1], 0), ([3, 2, -1], 2), ([3, -1, 4], 1), ([-1, 2, 4], 2), ([3, 2, 4], 2),
    ]
    for (votes, gold) in rows {
      votes.withUnsafeBufferPointer {
        builder.append($0, gold: Vote(classIndex: gold))
      }
    }
    let votes = builder.finish()
    let summary = VoteSummary(of: votes)
    #expect(summary.conflictCount == 2)
    #expect(summary.sets == ["!c", "!a"] && summary.votesOfSet == [4, 3])
    #expect(summary.votesOfClass == [0, 0, 3])
    #expect(summary.voters.map(\.correctCount) == [2, 3, 3])
    #expect(summary.voters.map(\.accuracy) == [0.5, 1, 1])
    // Of five gold labels two are a or b, three are c, four are b or c.
    for (voter, chance) in zip(summary.voters, [0.4, 0.6, 0.8]) {
      #expect(abs((voter.chance ?? 0) - chance) < 1e-12)
    }
    #expect(summary.voters.map(\.polarity) == [["!c"], ["c"], ["!a"]])
    let pairs = VoterPairs(of: votes)
    #expect(pairs.pair(0, 1)?.agreementCount == 0 && pairs.pair(0, 1)?.overlapCount == 2)
    #expect(pairs.pair(0, 2)?.agreementCount == 2)
    #expect(pairs.pair(1, 2)?.agreementCount == 2)
    #expect(votes.ofClassesAlone.ballots.isPlain && votes.setVoteCount == 7)
  }
}
