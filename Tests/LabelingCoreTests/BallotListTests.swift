import LabelingCore
import Testing

struct BallotListTests {
  private static let space = LabelSpace(["cat", "dog", "ham", "x|y"])

  private static func numbered(_ count: Int) -> LabelSpace {
    LabelSpace((0..<count).map(String.init))
  }

  @Test func `the first ballots are the classes, others stand in order of set and level`() {
    let list = BallotList(
      classCount: 4,
      others: [
        (classes: [2, 0], level: nil), ([1], 1), ([0, 1, 2], nil), ([1], 0), ([0, 2], nil),
        ([3], nil),
      ]
    )
    #expect(list.sets == [[0], [1], [2], [3], [0, 2], [0, 1, 2]])
    #expect(list.ballots.map(\.set) == [0, 1, 2, 3, 1, 1, 4, 5])
    #expect(list.ballots.map(\.level) == [nil, nil, nil, nil, 0, 1, nil, nil])
    #expect(!list.isPlain && list.hasLevels)
    #expect(BallotList(classCount: 3).isPlain)
  }

  @Test func `sets are read by size, and all classes but one by the one left out`() {
    let sets = [[0], [1], [2], [3], [0, 2], [0, 1, 2], [0, 2, 3], [1, 2, 3]]
    let order = BallotList.readingOrder(of: sets, classCount: 4)
    #expect(order == [0, 1, 2, 3, 4, 7, 6, 5])
    #expect(BallotList.readingOrder(of: [[0], [1]], classCount: 2) == [0, 1])
  }

  @Test(
    arguments: [
      ("cat", ["cat"], false, nil), ("cat|dog", ["cat", "dog"], false, nil),
      ("!ham", ["ham"], true, nil), ("cat@0.8", ["cat"], false, "0.8"),
      ("cat|dog@0.8", ["cat", "dog"], false, "0.8"), (#"x\|y"#, ["x|y"], false, nil),
      (#"\!a\@b|c\\"#, ["!a@b", #"c\"#], false, nil), (#"a\b"#, [#"a\b"#], false, nil),
    ] as [(String, [String], Bool, String?)]
  )
  func `a ballot is read as it is written`(
    text: String,
    names: [String],
    isComplement: Bool,
    confidence: String?
  ) {
    let parts = BallotNotation.parts(of: text)
    #expect(parts.names == names)
    #expect(parts.isComplement == isComplement)
    #expect(parts.confidence.map(String.init) == confidence)
  }

  @Test func `a ballot is written so that it reads back`() {
    #expect(BallotNotation.text(of: [0, 1], in: Self.space) == "cat|dog")
    #expect(BallotNotation.text(of: [0, 1, 3], in: Self.space) == "!ham")
    #expect(BallotNotation.text(of: [0, 1, 2], in: Self.space) == #"!x\|y"#)
    #expect(BallotNotation.text(of: [3], in: Self.space) == #"x\|y"#)
    var generator = SeededGenerator(seed: 3)
    let signs: [Character] = ["|", "!", "@", "\\", "a", "1", "ä"]
    for _ in 0..<500 {
      let name = String(
        (0..<Int.random(in: 1...6, using: &generator)).compactMap { _ in
          signs.randomElement(using: &generator)
        }
      )
      #expect(BallotNotation.parts(of: BallotNotation.escaped(name)).names == [name])
    }
  }

  @Test func `up to eight confidences are kept, of more each level has about as many votes`() {
    let few = ConfidenceScale(of: [0.2: 5, 0.9: 1, 0.5: 7])
    #expect(few.means == [0.2, 0.5, 0.9])
    #expect([0, 0.2, 0.49, 0.5, 0.9, 1].map(few.level) == [0, 0, 0, 1, 2, 2])
    let many = ConfidenceScale(
      of: Dictionary(uniqueKeysWithValues: (0..<800).map { (Double($0) / 1000, 1) })
    )
    #expect(many.levelCount == 8)
    #expect(many.cuts == (1..<8).map { Double($0) / 10 })
    #expect(zip(many.means, many.means.dropFirst()).allSatisfy { $0 < $1 })
    // A value that most votes have makes no level of its own parts.
    let skewed = ConfidenceScale(
      of: Dictionary(uniqueKeysWithValues: (0..<20).map { (Double($0) / 20, $0 == 3 ? 900 : 5) })
    )
    #expect(skewed.levelCount <= 8)
    #expect(Set(skewed.cuts).count == skewed.cuts.count)
  }

  private func patterns(_ confidences: [[Double?]]) throws -> VotePatterns {
    // Provisional ballots: a class, a set, and a class with each confidence.
    let values = Array(Set(confidences.flatMap { $0 }.compactMap { $0 })).sorted()
    var said: [(classes: [Int], confidence: Double?)?] = [([0], nil), ([0, 1], nil), nil]
    said += values.map { ([2], $0) }
    var builder = VotePatterns.Builder(voters: ["a", "b"], labelSpace: Self.numbered(said.count))
    for row in confidences {
      builder.append(
        entries: row.enumerated().map { voter, value in
          let ballot = value.flatMap { values.firstIndex(of: $0) }.map { $0 + 3 } ?? voter
          return VotePatterns.Entry(voter: voter, ballot: ballot)
        }
      )
    }
    return try #require(builder.finish().saying(said, of: Self.numbered(3), gold: []))
  }

  @Test func `shards with other ballots add up to the whole`() throws {
    var generator = SeededGenerator(seed: 7)
    let rows: [[Double?]] = (0..<400).map { _ in
      (0..<2).map { _ in
        Bool.random(using: &generator) ? nil : Double.random(in: 0...1, using: &generator)
      }
    }
    let rounded = rows.map { $0.map { $0.map { ($0 * 50).rounded() / 50 } } }
    let whole = VotePatterns.merging([try patterns(rounded)])
    let parts = try [0..<30, 30..<31, 31..<400].map { try patterns(Array(rounded[$0])) }
    let sum = VotePatterns.merging(VotePatterns.unified(parts))
    #expect(sum == whole)
    #expect(sum.withFewLevels() == whole.withFewLevels())
    #expect(whole.withFewLevels().ballots.scales.allSatisfy { $0?.levelCount == 8 })
  }
}
