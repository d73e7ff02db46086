import LabelingCore
import Testing

struct VotePatternsMergingTests {
  private func patterns(_ rows: some Sequence<(votes: [Int16], gold: Vote)>) -> VotePatterns {
    var builder = VotePatterns.Builder(
      voters: ["a", "b", "c"],
      labelSpace: LabelSpace(["x", "y"])
    )
    for row in rows { row.votes.withUnsafeBufferPointer { builder.append($0, gold: row.gold) } }
    return builder.finish()
  }

  @Test func `shards in any order and of any cut merge into the same patterns`() {
    var generator = SystemRandomNumberGenerator()
    let rows = (0..<300).map { number in
      (
        votes: (0..<3).map { Int16((number * 7919 >> ($0 * 2)) % 3) - 1 },
        gold: number % 5 == 0 ? Vote(classIndex: number % 2) : .abstain
      )
    }
    let whole = VotePatterns.merging([patterns(rows)])
    #expect(whole.counts.reduce(0, +) == 300)
    #expect(whole.rowCount == 300)
    for _ in 0..<20 {
      let shuffled = rows.shuffled(using: &generator)
      let cuts = [0, .random(in: 1..<150), .random(in: 150..<300), 300]
      let shards = zip(cuts, cuts.dropFirst()).map { patterns(shuffled[$0..<$1]) }
      #expect(VotePatterns.merging(shards) == whole)
    }
    #expect(VotePatterns.merging([whole]) == whole)
    let inOrder = whole.counts.enumerated().flatMap { repeatElement(UInt32($0), count: $1) }
    #expect(whole.patternOfRow == inOrder)
    #expect(whole.rowCount == inOrder.count)
  }

  @Test func `fewer votes come first, and gold labels part equal votes`() {
    let merged = VotePatterns.merging([
      patterns([
        ([1, -1, 0], .abstain), ([1, -1, -1], .abstain), ([-1, -1, -1], .abstain),
        ([1, -1, -1], Vote(classIndex: 0)), ([0, 1, -1], .abstain), ([1, -1, -1], .abstain),
      ])
    ])
    let votes = (0..<merged.patternCount).map { x in
      merged.entries(of: x).map { "\($0.voter)\($0.ballot)" }.joined(separator: " ")
    }
    #expect(votes == ["", "00 11", "01", "01", "01 20"])
    #expect(merged.counts == [1, 1, 2, 1, 1])
    #expect(merged.gold == [.abstain, .abstain, .abstain, Vote(classIndex: 0), .abstain])
  }
}
