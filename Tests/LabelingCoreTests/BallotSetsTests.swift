import LabelingCore
import Testing

/// What can be true at once, and what is, where documents have several classes.
struct BallotSetsTests {
  // Statements of 70 classes: more than one word of bits.
  private let ballots = BallotList(
    classCount: 70,
    statements: [[1, 69], [71], [69 + 70], [0, 71]]
  )

  private func ballot(_ statements: [Int]) throws -> Int16 {
    Int16(try #require(ballots.sets.firstIndex(of: statements)))
  }

  @Test func `ballots contradict each other where one says that a class is there and one not`()
    throws
  {
    let sets = BallotSets(of: ballots)
    #expect(try sets.agree(ballot([1, 69]), ballot([2])))
    #expect(try !sets.agree(ballot([1, 69]), ballot([71])))
    #expect(try !sets.agree(ballot([139]), ballot([1, 69])))
    #expect(try sets.agree(ballot([0, 71]), ballot([139])))
    let row = try [[0, 71], [2], [1]].enumerated().map {
      VotePatterns.Entry(voter: $0.offset, ballot: Int(try ballot($0.element)))
    }
    #expect(!sets.agree(row) && sets.agree(row.prefix(2)))
  }

  @Test func `a ballot is right when all that it says is`() throws {
    let sets = BallotSets(of: ballots, goldSets: [[], [1, 69], [1]])
    let golds = (0..<3).map { Vote(classIndex: $0) }
    #expect(try golds.map { sets.holds(try ballot([1, 69]), $0) } == [false, true, false])
    #expect(try golds.map { sets.holds(try ballot([71]), $0) } == [true, false, false])
    #expect(try golds.map { sets.holds(try ballot([139]), $0) } == [true, false, true])
  }

  @Test func `text of statements is read back, and what contradicts itself is not`() {
    let space = LabelSpace(["a", "b", "-c"])
    #expect(space.statements(named: "a+-b") == [0, 4])
    #expect(space.statements(named: "[]") == [3, 4, 5])
    #expect(space.statements(named: #"-\-c"#) == [5])
    #expect(space.statements(named: "a+-a") == nil && space.statements(named: "d") == nil)
    #expect(space.statement(named: "-b") == 4 && space.statement(named: "a+b") == nil)
  }

  @Test func `labels of several classes are numbered, named and kept whole`() throws {
    var list = LabelList(ofSetsIn: LabelSpace(["a", "b"]))
    let labels = [[0], [], nil, [0, 1], [0]].compactMap { list.number(adding: $0) }
    #expect(labels.map(\.rawValue) == [0, 1, -1, 2, 0])
    #expect(labels.map { list.name(of: $0) } == ["a", "[]", nil, "a+b", "a"])
    let column = list.column(of: labels)
    #expect(
      (0..<5).map { column.ballot(of: column[$0], classCount: 2)?.classes }
        == [[0, 3], [2, 3], nil, [0, 1], [0, 3]]
    )
  }
}
