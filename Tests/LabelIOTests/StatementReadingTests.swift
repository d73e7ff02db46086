import ByteIO
import LabelIO
import LabelingCore
import TestSupport
import Testing

/// Tables whose documents have several classes.
struct StatementReadingTests {
  private func read(
    _ text: String,
    _ change: (inout VoteReadingOptions) -> Void = { _ in }
  ) throws -> VoteTable {
    var options = VoteReadingOptions()
    options.kind = .several
    change(&options)
    return try VoteTable.read(from: .text(text), options: options)
  }

  /// What each document's voters say, as files have it.
  private func said(_ table: VoteTable) -> [[String]] {
    let votes = table.patterns
    return votes.patternOfRow.map { x in
      votes.entries(of: Int(x)).map { entry in
        let text = votes.ballots.text(
          ofBallot: Int(entry.ballot),
          by: Int(entry.voter),
          in: votes.labelSpace
        )
        return "\(votes.voters[Int(entry.voter)]):\(text)"
      }
    }
  }

  @Test func `cells say what is present and absent; an empty one abstains`() throws {
    let table = try read("id,f,g\n1,a+b,-c\n2,,c+-a\n3,a,\n4,a,\n")
    #expect(table.patterns.kind == .several)
    #expect(table.patterns.labelSpace.classes == ["a", "b", "c"])
    #expect(said(table) == [["f:a+b", "g:-c"], ["g:c+-a"], ["f:a"], ["f:a"]])
    #expect(table.patterns.patternCount == 3)
  }

  @Test func `JSON stands for the same, and an empty list for nothing`() throws {
    let table = try read(
      #"""
      id,f,g
      1,"[""a+b"",""c""]","{""c"":false,""a+b"":true,""d"":null}"
      2,[],a\+b
      """#
    )
    #expect(table.patterns.labelSpace.classes == ["a+b", "c"])
    #expect(said(table) == [[#"f:a\+b+c"#, #"g:a\+b+-c"#], [#"g:a\+b"#]])
  }

  @Test func `gold names all classes of a document, none of them, or is not known`() throws {
    let gold = try GoldTable.rows("id,label\n1,b+a\n2,[]\n3,\n4,[\"c\"]\n9,a\n")
    let table = try read("id,f\n1,a\n2,a\n3,b\n4,b\n") { $0.gold = gold }
    let votes = table.patterns
    #expect(votes.labelSpace.classes == ["a", "b", "c"])
    #expect(
      votes.patternOfRow.map { votes.goldClasses(of: Int($0)) } == [[0, 1], [], nil, [2]]
    )
    #expect(table.remarks.gold?.unjoinedCount == 1)
  }

  @Test func `people's answers to a document are one, and whole unless they deny a class`() throws {
    let table = try read(
      "item,worker,label\nd1,ann,a\nd1,ann,b\nd1,ben,c\nd1,cid,-a\nd2,ann,[]\nd1,ann,a\n"
    )
    #expect(table.remarks.duplicateCount == 1)
    #expect(said(table) == [["ann:a+b+-c", "ben:c+-a+-b", "cid:-a"], ["ann:-a+-b+-c"]])
  }

  @Test(arguments: [
    ("a|b", "2:3: error: 'a|b' is written as a vote for one class"),
    ("a+", "2:3: error: each class has a name, not as in 'a+'"),
    ("a+-a", "2:3: error: a class is present or absent, 'a+-a' says both of 'a'"),
    ("-1", "2:3: error: '-1' may be no vote, or say that class '1' is absent"),
    ("{\"a\":1}", "2:3: error: '{\"a\":1}' is not a JSON array"),
  ])
  func `what says nothing clear is refused at its place`(cell: String, words: String) {
    let quoted = cell.contains("\"") ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    let message = errorMessage { _ = try read("id,f,g\n1,\(quoted),a\n2,,b\n") }
    #expect(message.contains(words), "\(message)")
  }

  @Test func `a class that there is not is refused, and gold that denies one`() throws {
    let unknown = errorMessage {
      _ = try read("id,f\n1,a+bb\n") { $0.labelSpace = LabelSpace(["a", "b"]) }
    }
    #expect(unknown.contains("2:3: error: label 'bb' is not a class"), "\(unknown)")
    let gold = try GoldTable.rows("id,label\n1,a+-b\n")
    let denied = errorMessage { _ = try read("id,f\n1,a\n2,b\n") { $0.gold = gold } }
    #expect(denied.contains("gold.csv:2: error: a label names the classes"), "\(denied)")
    let both = errorMessage { _ = try read("item,worker,label\nd,ann,a\nd,ann,-a\n") }
    #expect(both.contains("'ann' says both of 'a' on 'd'"), "\(both)")
  }

  @Test func `what −1 means is said by the caller`() throws {
    let text = "id,f,g\n1,1+2,-1\n2,,2\n"
    #expect(said(try read(text) { $0.abstention = .minusOne }) == [["f:1+2"], ["g:2"]])
    #expect(said(try read(text) { $0.abstention = .empty }) == [["f:1+2", "g:-1"], ["g:2"]])
  }

  @Test func `a table of one class whose names are made of others is not guessed at`() throws {
    let table = "id,f,g\n1,a+b,a\n2,b,a\n"
    let message = errorMessage { _ = try read(table) { $0.kind = .one } }
    #expect(message.contains("'a+b' is read as a class, and so are its parts"), "\(message)")
    let declared = try read(table) {
      $0.kind = .one
      $0.labelSpace = LabelSpace(["a", "b", "a+b"])
    }
    #expect(declared.patterns.kind == .one)
    let unknown = errorMessage {
      _ = try read(table) {
        $0.kind = .one
        $0.labelSpace = LabelSpace(["a", "b"])
      }
    }
    #expect(unknown.contains("pass '--labels several'"), "\(unknown)")
    let part = try read("id,f,g\n1,a+z,a\n2,b,a\n") { $0.kind = .one }
    #expect(part.remarks.severalLookalike == "a+z")
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `names with any signs go through a table`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("+-\\|!@[]0.5ab")
    var names: [String] = []
    while names.count < 5 {
      let name = String(
        (0..<Int.random(in: 1...5, using: &generator)).compactMap { _ in
          alphabet.randomElement(using: &generator)
        }
      )
      if !names.contains(name) { names.append(name) }
    }
    let space = LabelSpace(names)
    let sets = (0..<30).map { _ in
      (0..<10).filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
        .reduce(into: [Int]()) { set, statement in
          if !set.contains((statement + 5) % 10) { set.append(statement) }
        }
    }
    let texts = sets.map { set in
      StatementNotation.text(
        present: set.filter { $0 < 5 }.map { names[$0] },
        absent: set.filter { $0 >= 5 }.map { names[$0 - 5] }
      )
    }
    let rows = texts.enumerated().map { "d\($0.offset),\($0.element),\n" }.joined()
    let table = try read("id,f,g\n\(rows)") {
      $0.labelSpace = space
      $0.abstention = .empty
    }
    let votes = table.patterns
    for (row, x) in votes.patternOfRow.enumerated() {
      let found = votes.entries(of: Int(x)).map { votes.ballots.classes(of: Int($0.ballot)) }
      #expect(found == (sets[row].isEmpty ? [] : [sets[row].sorted()]), "\(texts[row])")
    }
  }
}
