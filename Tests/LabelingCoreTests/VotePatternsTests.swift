import LabelingCore
import Testing

struct VotePatternsTests {
  private static let labelSpace = LabelSpace(["a", "b", "c"])

  /// What the builder should find, the slow way.
  private struct Reference {
    struct Row: Hashable {
      var entries: [VotePatterns.Entry]
      var gold: Vote
    }

    var patterns: [Row] = []
    var counts: [Int] = []
    var patternOfRow: [UInt32] = []

    mutating func append(_ row: Row) {
      let index = patterns.firstIndex(of: row) ?? patterns.count
      if index == patterns.count {
        patterns.append(row)
        counts.append(0)
      }
      counts[index] += 1
      patternOfRow.append(UInt32(index))
    }

    func check(_ built: VotePatterns) {
      #expect(built.patternCount == patterns.count)
      #expect(built.counts == counts)
      #expect(built.patternOfRow == patternOfRow)
      #expect(built.gold == patterns.map(\.gold))
      #expect(
        (0..<built.patternCount).map { Array(built.entries(of: $0)) } == patterns.map(\.entries)
      )
    }
  }

  @Test(arguments: [1, 2, 63, 64, 65, 2000])
  func `rows in columns, in bytes and one by one give the same patterns`(rowCount: Int) {
    var rng = SeededGenerator(seed: UInt64(rowCount))
    for voterCount in [1, 7, 20] {
      let rows = (0..<rowCount).map { _ in
        (0..<voterCount).map { _ in
          Int.random(in: 0..<4, using: &rng) == 0 ? Int16.random(in: 0...2, using: &rng) : Int16(-1)
        }
      }
      let golds = rows.map { _ in Vote(rawValue: Int16.random(in: -1...2, using: &rng)) }
      for gold in [golds, nil] {
        let empty = VotePatterns.Builder(
          voters: (0..<voterCount).map { "v\($0)" },
          labelSpace: Self.labelSpace
        )
        var (single, columns, bytes) = (empty, empty, empty)
        // Twice, so that rows meet patterns of an earlier call.
        for _ in 0..<2 {
          for (row, votes) in rows.enumerated() {
            votes.withUnsafeBufferPointer { single.append($0, gold: gold?[row] ?? .abstain) }
          }
          (0..<voterCount).flatMap { voter in rows.map { $0[voter] } }.withUnsafeBufferPointer {
            columns.append(columns: $0, rowCount: rowCount, gold: gold)
          }
          rows.joined().map { Int8($0) }.withUnsafeBufferPointer {
            bytes.append(rows: $0, gold: gold)
          }
        }
        let expected = single.finish()
        #expect(columns.finish() == expected)
        #expect(bytes.finish() == expected)
      }
    }
  }

  @Test(arguments: [(1, 50), (3, 3_000), (12, 3_000)])
  func `random rows give the patterns of a naive count`(voterCount: Int, rowCount: Int) {
    var rng = SeededGenerator(seed: 1)
    var builder = VotePatterns.Builder(
      voters: (0..<voterCount).map { "v\($0)" },
      labelSpace: Self.labelSpace
    )
    var reference = Reference()
    for _ in 0..<rowCount {
      let votes = (0..<voterCount).map { _ in
        Bool.random(using: &rng) ? Int16.random(in: 0...2, using: &rng) : Int16(-1)
      }
      let gold = Vote(rawValue: Int16.random(in: -1...2, using: &rng))
      votes.withUnsafeBufferPointer { builder.append($0, gold: gold) }
      reference.append(
        Reference.Row(
          entries: votes.enumerated().filter { $0.element >= 0 }.map {
            VotePatterns.Entry(voter: $0.offset, ballot: Int($0.element))
          },
          gold: gold
        )
      )
    }
    reference.check(builder.finish())
  }

  @Test func `rows of several answers by a voter are sorted and added up`() {
    var rng = SeededGenerator(seed: 1)
    var builder = VotePatterns.Builder(voters: ["x", "y", "z"], labelSpace: Self.labelSpace)
    var reference = Reference()
    for _ in 0..<2_000 {
      let answers = (0..<Int.random(in: 0...5, using: &rng)).map { _ in
        VotePatterns.Entry(
          voter: Int.random(in: 0...2, using: &rng),
          ballot: Int.random(in: 0...2, using: &rng),
          count: Int.random(in: 1...2, using: &rng)
        )
      }
      builder.append(entries: answers)
      var totals: [[Int]] = Array(repeating: [0, 0, 0], count: 3)
      for answer in answers {
        totals[Int(answer.voter)][Int(answer.ballot)] += Int(answer.count)
      }
      let entries = (0..<9).filter { totals[$0 / 3][$0 % 3] > 0 }.map {
        VotePatterns.Entry(voter: $0 / 3, ballot: $0 % 3, count: totals[$0 / 3][$0 % 3])
      }
      reference.append(Reference.Row(entries: entries, gold: .abstain))
    }
    reference.check(builder.finish())
  }

  @Test func `counts of a voter's answers stop at the largest that fits`() {
    var builder = VotePatterns.Builder(voters: ["x"], labelSpace: Self.labelSpace)
    let entry = VotePatterns.Entry(voter: 0, ballot: 1, count: 40_000)
    builder.append(entries: [entry, entry])
    #expect(builder.finish().entries.map(\.count) == [UInt16.max])
  }

  @Test func `more patterns than the first table holds are kept apart`() {
    var builder = VotePatterns.Builder(
      voters: (0..<16).map { "v\($0)" },
      labelSpace: Self.labelSpace
    )
    for _ in 0..<2 {
      for number in 0..<20_000 {
        let votes = (0..<16).map { Int16(number >> $0 & 1) }
        votes.withUnsafeBufferPointer { builder.append($0) }
      }
    }
    let patterns = builder.finish()
    #expect(patterns.patternCount == 20_000)
    #expect(patterns.counts.allSatisfy { $0 == 2 })
    #expect(patterns.rowCount == 40_000)
  }

  /// The patterns of rows of votes, −1 for abstain.
  private static func patterns(of rows: [[Int16]], gold: [Vote]? = nil) -> VotePatterns {
    var builder = VotePatterns.Builder(voters: ["x", "y"], labelSpace: labelSpace)
    for (row, votes) in rows.enumerated() {
      votes.withUnsafeBufferPointer { builder.append($0, gold: gold?[row] ?? .abstain) }
    }
    return builder.finish()
  }

  @Test func `equal rows are one pattern, but for their gold labels`() {
    let none = Vote.abstain
    let rows: [[Int16]] = [[0, -1], [-1, -1], [0, -1]]
    let patterns = Self.patterns(of: rows)
    #expect(patterns.counts == [2, 1])
    #expect(patterns.patternOfRow == [0, 1, 0])
    #expect(patterns.entries(of: 1).isEmpty)
    let gold = [Vote(classIndex: 0), none, Vote(classIndex: 1)]
    #expect(Self.patterns(of: rows, gold: gold).counts == [1, 1, 1])
  }

  @Test func `gold attached later gives the patterns of gold known from the start`() {
    var rng = SeededGenerator(seed: 1)
    var rows: [[Int16]] = []
    var gold: [Vote] = []
    for _ in 0..<500 {
      rows.append((0..<2).map { _ in Int16.random(in: -1...2, using: &rng) })
      gold.append(Vote(rawValue: Int16.random(in: -1...2, using: &rng)))
    }
    let before = Self.patterns(of: rows)
    let (attached, origins) = before.attaching(gold: gold)
    #expect(attached == Self.patterns(of: rows, gold: gold))
    for (pattern, origin) in origins.enumerated() {
      #expect(attached.entries(of: pattern) == before.entries(of: origin))
    }
  }

  @Test func `classes get their final indices and entries stay sorted`() {
    var builder = VotePatterns.Builder(voters: ["x", "y"], labelSpace: LabelSpace([]))
    let entries = [
      VotePatterns.Entry(voter: 0, ballot: 0), VotePatterns.Entry(voter: 0, ballot: 1),
      VotePatterns.Entry(voter: 1, ballot: 1),
    ]
    builder.append(entries: entries, gold: Vote(classIndex: 1))
    let patterns = builder.finish(relabeledTo: Self.labelSpace, newIndices: [2, 0])
    #expect(patterns.entries.map(\.ballot) == [0, 2, 0])
    #expect(patterns.entries.map(\.voter) == [0, 0, 1])
    #expect(patterns.gold == [Vote(classIndex: 0)])
    #expect(patterns.labelSpace == Self.labelSpace)
  }

  @Test func `no rows give no patterns`() {
    let patterns = VotePatterns.Builder(voters: [], labelSpace: Self.labelSpace).finish()
    #expect(patterns.patternCount == 0)
    #expect(patterns.starts == [0])
  }
}
