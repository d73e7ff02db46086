import LabelingCore
import TestSupport
import Testing

struct StatementNotationTests {
  private typealias Part = StatementNotation.Parts.Part

  private func parts(_ text: String) -> [String] {
    StatementNotation.parts(of: text).parts.map { ($0.isAbsent ? "no " : "") + $0.name }
  }

  @Test func `a sign joins classes and denies one; a backslash makes it part of a name`() {
    #expect(parts("billing+login") == ["billing", "login"])
    #expect(parts("-billing") == ["no billing"])
    #expect(parts("billing+-login") == ["billing", "no login"])
    #expect(parts(#"C\+\++\-x+-\-y"#) == ["C++", "-x", "no -y"])
    #expect(parts(#"a\\b+c\d"#) == [#"a\b"#, #"c\d"#])
    #expect(parts("sign-up") == ["sign-up"])
    #expect(parts("a++b") == ["a", "", "b"])
    #expect(parts("-") == ["no "])
    #expect(parts("me@home+you@work.org") == ["me@home", "you@work.org"])
    #expect(!StatementNotation.parts(of: #"a\|b"#).hasForeignSign)
    for foreign in ["a|b", "!a", "a+!b", "a@0.8", "--a"] {
      #expect(StatementNotation.parts(of: foreign).hasForeignSign, "\(foreign)")
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `what is written of any names is read back`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("+-\\|!@[]{}0.5ab é\"")
    func name() -> String {
      let count = Int.random(in: 1...6, using: &generator)
      return String((0..<count).compactMap { _ in alphabet.randomElement(using: &generator) })
    }
    for _ in 0..<100 {
      var names: [String] = []
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let new = name()
        if !names.contains(where: { $0.isExactly(new) }) { names.append(new) }
      }
      let cut = Int.random(in: 0...names.count, using: &generator)
      let text = StatementNotation.text(
        present: Array(names[..<cut]),
        absent: Array(names[cut...])
      )
      let read = StatementNotation.parts(of: text)
      #expect(!read.hasForeignSign, "\(text)")
      #expect(
        read.parts
          == names.enumerated().map { Part(name: $0.element, isAbsent: $0.offset >= cut) },
        "\(text)"
      )
      let first = text.utf8.first
      #expect(first != UInt8(ascii: "[") && first != UInt8(ascii: "{"), "\(text)")
      #expect(StatementNotation.text(ofPresent: names) != StatementNotation.none)
    }
    #expect(StatementNotation.text(ofPresent: []) == "[]")
  }

  @Test func `the first ballots are classes, the others sets of statements in order`() {
    let space = LabelSpace(["a", "b-", "c"])
    let list = BallotList(
      classCount: 3,
      statements: [[5], [1, 0], [3, 1], [0], [0, 1], [0, 4]]
    )
    #expect(list.sets == [[0], [1], [2], [5], [0, 1], [0, 4], [1, 3]])
    #expect(list.kind == .several && !list.isPlain && !list.hasLevels)
    #expect(list.presentClasses(of: 6) == [1] && list.absentClasses(of: 6) == [0])
    let texts = (0..<list.count).map { list.text(ofBallot: $0, by: 0, in: space) }
    #expect(texts == ["a", "b-", "c", "-c", "a+b-", "a+-b-", "b-+-a"])
    #expect(BallotList(classCount: 3).kind == .one)
  }

  @Test func `gold labels of rows split patterns, and shards are unified`() {
    let votes = Patterns.of(
      statements: [[(0, 0)], [(0, 0)], [(0, 0)], []],
      voterCount: 1,
      classCount: 2,
      gold: [[0], nil, [], [0, 1]]
    )
    #expect(votes.patternCount == 4)
    #expect(
      votes.patternOfRow.map { votes.goldClasses(of: Int($0)) } == [[0], nil, [], [0, 1]]
    )
    let other = Patterns.of(
      statements: [[(0, 3)], [(0, 0)]],
      voterCount: 1,
      classCount: 2,
      gold: [[1], [0]]
    )
    let merged = VotePatterns.merging(VotePatterns.unified([votes, other]))
    #expect(merged.rowCount == 6)
    let both = (0..<merged.patternCount).filter { merged.goldClasses(of: $0) == [0] }
    #expect(both.map { merged.counts[$0] } == [2])
    #expect(merged.goldSets == [[], [0], [1], [0, 1]])
  }
}
