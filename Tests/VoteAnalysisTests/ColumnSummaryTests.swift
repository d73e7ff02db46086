import LabelingCore
import Testing
import VoteAnalysis

/// The table made from columns, beside the one made from patterns.
struct ColumnSummaryTests {
  /// Votes in memory of their own.
  private final class Votes {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ votes: [Int16], voteByteCount: Int) {
      bytes = .allocate(byteCount: max(1, votes.count * voteByteCount), alignment: 8)
      for (row, vote) in votes.enumerated() {
        if voteByteCount == 1 {
          bytes.storeBytes(of: Int8(vote), toByteOffset: row, as: Int8.self)
        } else {
          bytes.storeBytes(of: vote, toByteOffset: row * 2, as: Int16.self)
        }
      }
    }

    deinit { bytes.deallocate() }
  }

  private func view(
    _ votes: [Int16],
    voteByteCount: Int,
    others: [BallotRecord] = []
  ) throws -> VoteColumnView {
    let owner = Votes(votes, voteByteCount: voteByteCount)
    return VoteColumnView(
      start: UnsafeRawPointer(try #require(owner.bytes.baseAddress)),
      count: votes.count,
      voteByteCount: voteByteCount,
      others: others,
      owner: owner
    )
  }

  @Test(arguments: [1, 2], [0, 1, 7, 8, 9, 400, 40_000, 70_000])
  func `columns give the table that their patterns give`(
    voteByteCount: Int,
    rowCount: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(rowCount + voteByteCount))
    let classCount = voteByteCount == 1 ? 3 : 200
    let labelSpace = LabelSpace((0..<classCount).map { "c\($0)" })
    let silence = [0.0, 0.5, 0.97]
    let columns = (0..<7).map { j in
      (0..<rowCount).map { _ in
        Double.random(in: 0..<1, using: &generator) < silence[j % 3]
          ? Int16(-1) : Int16.random(in: 0..<Int16(classCount), using: &generator)
      }
    }
    let gold = (0..<rowCount).map { _ in
      Int16.random(in: -1..<Int16(classCount), using: &generator)
    }
    let names = columns.indices.map { "f\($0)" }
    for withGold in [false, true] {
      var builder = VotePatterns.Builder(voters: names, labelSpace: labelSpace)
      for row in 0..<rowCount {
        let votes = columns.map { $0[row] }
        votes.withUnsafeBufferPointer {
          builder.append($0, gold: withGold ? Vote(rawValue: gold[row]) : .abstain)
        }
      }
      let summary = VoteSummary(
        of: try columns.map { try view($0, voteByteCount: voteByteCount) },
        voters: names,
        labelSpace: labelSpace,
        gold: withGold ? try view(gold, voteByteCount: voteByteCount) : nil
      )
      #expect(summary == VoteSummary(of: builder.finish()))
    }
  }

  @Test func `a change counts what was gained, lost, flipped, corrected and broken`() throws {
    let before = try view([0, 1, -1, -1, 0, 1], voteByteCount: 1)
    let after = try view([0, -1, 1, -1, 1, 0], voteByteCount: 1)
    let gold = try view([0, 1, 1, 0, 1, 1], voteByteCount: 1)
    var steps: [Int: VoteChange.Step] = [:]
    let change = VoteChange(from: before, to: after, newIndices: [0, 1], classCount: 2, gold: gold)
    {
      steps[$0] = $1
    }
    #expect((change.gained, change.lost, change.flipped) == (1, 1, 2))
    #expect((change.beforeCount, change.afterCount) == (4, 4))
    #expect((change.rightBefore, change.rightAfter) == (3, 3))
    #expect((change.corrected, change.broken) == (2, 2))
    #expect(steps.keys.sorted() == [1, 2, 4, 5])
    #expect(steps[1]?.from?.classes == [1] && steps[1]?.to == nil)
    let same = VoteChange(from: after, to: after, newIndices: [0, 1], classCount: 2, gold: gold)
    #expect(same.changed == 0 && same.rightBefore == 3 && same.judgedAfter == 4)
    let new = VoteChange(from: nil, to: after, newIndices: [], classCount: 2, gold: nil)
    #expect(new.gained == 4 && new.beforeCount == 0)
  }

  @Test func `a change of sets goes by what they say, not by their indices`() throws {
    let pets = BallotRecord(classes: [0, 1])
    let sure = BallotRecord(classes: [2], confidence: 0.9)
    let before = try view([3, 4, 0, -1], voteByteCount: 2, others: [pets, sure])
    let after = try view([4, 3, 4, 3], voteByteCount: 2, others: [sure, pets])
    let gold = try view([1, 2, 1, 0], voteByteCount: 2)
    var steps: [Int: VoteChange.Step] = [:]
    let change = VoteChange(
      from: before,
      to: after,
      newIndices: [0, 1, 2],
      classCount: 3,
      gold: gold
    ) { steps[$0] = $1 }
    #expect(steps.keys.sorted() == [2, 3])
    #expect(steps[2]?.from?.classes == [0] && steps[2]?.to == pets)
    #expect((change.flipped, change.gained, change.corrected) == (1, 1, 1))
    #expect((change.rightBefore, change.rightAfter) == (2, 3))
    let summary = VoteSummary(
      of: [before, after],
      voters: ["f", "g"],
      labelSpace: LabelSpace(["cat", "dog", "car"]),
      gold: gold
    )
    #expect(summary.sets == ["!car"] && summary.voters.map(\.correctCount) == [2, 3])
  }
}
