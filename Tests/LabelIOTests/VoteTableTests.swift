import ByteIO
import CSVText
import LabelIO
import LabelingCore
import TestSupport
import Testing

struct VoteTableTests {
  private func read(
    _ text: String,
    _ change: (inout VoteReadingOptions) -> Void = { _ in }
  ) throws -> VoteTable {
    var options = VoteReadingOptions()
    change(&options)
    return try VoteTable.read(from: .text(text), options: options)
  }

  private func rows(_ table: VoteTable) -> [[Int]]? {
    table.matrix().map { matrix in
      matrix.ids.indices.map { row in matrix.columns.map { $0[row].classIndex } }
    }
  }

  @Test func `a wide table has a row per document`() throws {
    let table = try read("\u{FEFF}id,f,\"g,h\"\r\n01,spam,\r\n1,,ham\r\n\"a\"\"b\",spam,\r\n")
    #expect(table.layout == .wide)
    #expect(table.ids == ["01", "1", "a\"b"])
    #expect(table.patterns.voters == ["f", "g,h"])
    #expect(table.patterns.labelSpace.classes == ["ham", "spam"])
    #expect(rows(table) == [[1, -1], [-1, 0], [1, -1]])
  }

  @Test func `a long table has a row per answer`() throws {
    let table = try read(
      "when,worker,item,label\n1,w2,10,b\n2,w1,9,a\n3,w2,10,b\n4,w2,10,a\n5,w1,10,b\n6,w3,11,\n"
    )
    #expect(table.layout == .long)
    #expect(table.ids == ["10", "9", "11"])
    #expect(table.patterns.voters == ["w2", "w1", "w3"])
    #expect(table.remarks.duplicateCount == 1)
    // Worker w2 gave item 10 both labels: no matrix can hold that.
    #expect(table.matrix() == nil)
    let first = table.patterns.entries(of: 0).map { [Int($0.voter), Int($0.ballot)] }
    #expect(first == [[0, 0], [0, 1], [1, 1]])
    #expect(table.patterns.entries(of: 2).isEmpty)
  }

  @Test func `the layout can be forced`() throws {
    let text = "id,item,worker,label\n1,a,,b\n"
    #expect(errorMessage { _ = try read(text) }.contains("column 'worker' is filled in every row"))
    let table = try read(text) { $0.layout = .wide }
    #expect(table.patterns.voters == ["item", "worker", "label"])
    let renamed = try read("q,who,answer\n1,a,b\n") {
      $0.itemColumns = ["q"]
      $0.workerColumns = ["who"]
      $0.labelColumns = ["answer"]
    }
    #expect(renamed.layout == .long)
  }

  @Test func `a header of neither layout is explained`() {
    let text = errorMessage { _ = try read("ID,f\n1,a\n") }
    #expect(text.hasPrefix("votes.csv:1: error: the header is that of a wide or a long table"))
    #expect(text.contains("help: did you mean 'ID'?"))
  }

  @Test(arguments: [
    (["2", "0"], ["0", "2"]), (["1"], ["1"]), (["10", "9", "-1"], ["-1", "9", "10"]),
    (["10", "9", "x"], ["10", "9", "x"]), (["01", "0"], ["0", "01"]),
    (["e\u{301}", "\u{E9}"], ["e\u{301}", "\u{E9}"]),
    (["ä", "z", "B"], ["B", "z", "ä"]), ([], []),
  ])
  func `classes that nobody declared have one order`(names: [String], classes: [String]) {
    #expect(LabelSpaceInference.labelSpace(of: names).classes == classes)
    #expect(LabelSpaceInference.labelSpace(of: names.reversed()).classes == classes)
  }

  @Test func `an unknown class is named with its place`() {
    let space = LabelSpace(["negative", "positive"])
    let text = errorMessage {
      _ = try read("id,f,g\n1,,\n2,positive,postive\n") { $0.labelSpace = space }
    }
    #expect(text.hasPrefix("votes.csv:3:12: error: label 'postive' is not a class\n"))
    #expect(text.contains("help: did you mean 'positive'? classes are 'negative', 'positive'"))
  }

  @Test func `class indices are read when told`() throws {
    let space = LabelSpace(["ham", "spam"])
    let table = try read("id,f\n1,1\n2,-1\n3,0\n") {
      $0.labelSpace = space
      $0.notation = .indices
    }
    #expect(rows(table) == [[1], [-1], [0]])
    #expect(table.patterns.labelSpace == space)
    let text = errorMessage {
      _ = try read("id,f\n1,2\n") {
        $0.labelSpace = space
        $0.notation = .indices
      }
    }
    #expect(text.contains("votes.csv:2:3: error: '2' is not the index of a class"))
    #expect(text.contains("indices are 0 to 1"))
  }

  @Test(arguments: [
    ("id,f\n1,a\n1,b\n", "votes.csv:3:1: error: id '1' occurs once\nnote: it is already in line 2"),
    ("id,f\n,a\n", "votes.csv:2:1: error: column 'id' is filled"),
    ("id,f\n1,a,b\n", "votes.csv:2: error: a row has 2 fields like the header, not 3"),
    ("id,f,f\n1,a,b\n", "votes.csv:1:6: error: column 'f' occurs once"),
    ("id,\n1,a\n", "votes.csv:1:4: error: every column has a name"),
    ("id,f\n\n1,\"a\nb\n", "votes.csv:3:3: error: a quoted field ends with a quote"),
    ("id,f\n1,\"a\"b\n", "votes.csv:2:6: error: a closing quote is followed by"),
    ("", "votes.csv: error: a CSV file begins with a header"),
  ])
  func `what is wrong is named with its place`(text: String, expected: String) {
    let actual = errorMessage { _ = try read(text) }
    #expect(actual.hasPrefix(expected), "\(actual)")
  }

  @Test func `bytes that are not UTF-8 are named with their place`() {
    let source = NamedSource(path: "v.csv", bytes: Array("id,f\n1,caf".utf8) + [0xE9, 0x0A])
    #expect(
      errorMessage { _ = try VoteTable.read(from: source) }.hasPrefix("v.csv:2:3: error: names")
    )
  }

  @Test func `gold labels are put beside the votes`() throws {
    let gold = try GoldTable.rows("id,label\n2,c\n3,\n9,a\n2,c\n")
    let table = try read("id,f\n1,a\n2,a\n3,b\n") { $0.gold = gold }
    #expect(table.patterns.labelSpace.classes == ["a", "b", "c"])
    #expect(table.remarks.gold?.firstUnjoined == ["9"])
    let labels = table.patterns.patternOfRow.map { table.patterns.gold[Int($0)].classIndex }
    #expect(labels == [-1, 2, -1])
  }

  @Test(arguments: 0..<12)
  func `votes survive both CSV layouts and odd chunks`(seed: UInt64) throws {
    let matrix = RandomMatrix.make(
      rows: 60,
      voters: 1 + Int(seed),
      classes: seed % 2 == 0 ? ["a,b", "c\"d", "e\nf"] : ["0", "1", "2"],
      silence: Double(seed) / 24,
      seed: seed
    )
    let wide = MemorySink()
    var writer = VoteCSVWriter(
      voters: matrix.voters,
      labelSpace: matrix.labelSpace,
      to: wide
    )
    try matrix.forEachRow { id, votes in try writer.append(id: id, votes: votes) }
    try writer.finish()
    let table = try VoteTable.read(from: .trickle(wide.bytes, 1 + Int(seed)))
    #expect(table.matrix() == matrix)
    var encoder = CSVEncoder()
    var long: [UInt8] = []
    func append(_ row: [String]) {
      for cell in row { encoder.append(cell, to: &long) }
      encoder.endRecord(&long)
    }
    append(["item", "worker", "label"])
    for (id, x) in zip(table.ids, table.patterns.patternOfRow) {
      for entry in table.patterns.entries(of: Int(x)) {
        let label = table.patterns.labelSpace.classes[Int(entry.ballot)]
        append([id, table.patterns.voters[Int(entry.voter)], label])
      }
    }
    let again = try VoteTable.read(from: .trickle(long, 7))
    #expect(again.remarks.duplicateCount == 0)
    let votes: (VoteTable) -> Set<[String]> = { table in
      var set: Set<[String]> = []
      for (id, x) in zip(table.ids, table.patterns.patternOfRow) {
        for entry in table.patterns.entries(of: Int(x)) {
          let label = table.patterns.labelSpace.classes[Int(entry.ballot)]
          set.insert([id, table.patterns.voters[Int(entry.voter)], label])
        }
      }
      return set
    }
    #expect(votes(again) == votes(table))
  }

  /// Rows as names of classes; empty for silence.
  private func names(_ table: VoteTable) -> [[String]]? {
    rows(table)?.map { $0.map { $0 < 0 ? "" : table.patterns.labelSpace.classes[$0] } }
  }

  @Test(arguments: [
    // Without an empty cell −1 abstains; with one it is a class, wherever that cell stands.
    ("id,f,g\n1,-1,1\n2,0,-1\n", ["0", "1"], [["", "1"], ["0", ""]]),
    ("id,f,g\n1,-1,1\n2,,-1\n", ["-1", "1"], [["-1", "1"], ["", "-1"]]),
    ("id,f,g\n1,,1\n2,-1,1\n", ["-1", "1"], [["", "1"], ["-1", "1"]]),
    ("id,f,g\n1,-1,1\n2,-1,-1\n3,1,\n", ["-1", "1"], [["-1", "1"], ["-1", "-1"], ["1", ""]]),
    // Tables that became decimal ones.
    ("id,f,g\n1,-1.0,1.0\n2,0.0,1\n", ["0", "1"], [["", "1"], ["0", "1"]]),
    ("id,f,g\n1,-1.0,\n2,0.0,1.00\n", ["0", "1"], [["", ""], ["0", "1"]]),
    ("id,f,g\n1,1.0,x\n2,2.5,\n", ["1.0", "2.5", "x"], [["1.0", "x"], ["2.5", ""]]),
    // Codes of classes are no indices.
    ("id,f,g\n1,4,9\n2,2,\n", ["2", "4", "9"], [["4", "9"], ["2", ""]]),
  ])
  func `numbers are the classes that occur, and -1 is silence where nothing else is`(
    text: String,
    classes: [String],
    expected: [[String]]
  ) throws {
    let table = try read(text)
    #expect(table.patterns.labelSpace.classes == classes)
    #expect(names(table) == expected)
  }

  @Test func `what abstains can be said`() throws {
    let both = "id,f,g\n1,-1,1\n2,,-1\n"
    #expect(names(try read(both) { $0.abstention = .minusOne }) == [["", "1"], ["", ""]])
    let dense = "id,f,g\n1,-1,1\n2,1,-1\n"
    let table = try read(dense) { $0.abstention = .empty }
    #expect(names(table) == [["-1", "1"], ["1", "-1"]])
    #expect(!table.remarks.minusOneIsClass)
    #expect(try read(both).remarks.minusOneIsClass)
  }

  @Test func `a gold label of -1 is known only where -1 is a class`() throws {
    let gold = try GoldTable.rows("id,label\n1,-1\n2,1\n")
    for (text, classes) in [
      ("id,f\n1,0\n2,1\n", ["0", "1"]), ("id,f,g\n1,,1\n2,-1,\n", ["-1", "1"]),
    ] {
      let table = try read(text) { $0.gold = gold }
      #expect(table.patterns.labelSpace.classes == classes)
      let labels = table.patterns.patternOfRow.map { table.patterns.gold[Int($0)] }
      #expect(
        labels.map { table.patterns.labelSpace.name(of: $0) ?? "" } == [
          classes[0] == "-1" ? "-1" : "", "1",
        ]
      )
    }
  }

  @Test func `answers of a long table for -1 are silence where no label is empty`() throws {
    let text = "item,worker,label\n1,a,-1\n1,b,1\n2,a,1\n"
    #expect(try read(text).patterns.labelSpace.classes == ["1"])
    #expect(try read(text + "3,b,\n").patterns.labelSpace.classes == ["-1", "1"])
  }

  @Test(arguments: 0..<12)
  func `the order of rows does not change what -1 means`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var lines = (0..<12).map { row in
      "d\(row)," + ["-1", "1", "2"].shuffled(using: &generator).joined(separator: ",")
    }
    lines.append("last,1,,-1")
    let header = "id,f,g,h\n"
    let straight = try read(header + lines.joined(separator: "\n") + "\n")
    let mixed = try read(header + lines.shuffled(using: &generator).joined(separator: "\n") + "\n")
    let votes: (VoteTable) -> [String: [String]] = { table in
      Dictionary(uniqueKeysWithValues: zip(table.ids, names(table) ?? []))
    }
    #expect(votes(straight) == votes(mixed))
    #expect(straight.patterns.labelSpace.classes == ["-1", "1", "2"])
  }

  @Test func `voters go by their names, whatever the order of the columns`() throws {
    let wanted: (inout VoteReadingOptions) -> Void = {
      $0.voters = ["f", "g", "h"]
      $0.labelSpace = LabelSpace(["a", "b"])
    }
    let table = try read("h,id,new,f\nb,1,anything,a\n,2,,b\n", wanted)
    #expect(table.patterns.voters == ["f", "g", "h"])
    #expect(names(table) == [["a", "", "b"], ["b", "", ""]])
    #expect(table.remarks.missingVoters == ["g"])
    #expect(table.remarks.unknownVoters == ["new"])
    let long = try read("item,worker,label\n1,h,a\n1,zed,c\n2,f,b\n", wanted)
    #expect(names(long) == [["", "", "a"], ["b", "", ""]])
    #expect(long.remarks.unknownAnswerCount == 1)
    let none = errorMessage { _ = try read("id,x\n1,a\n", wanted) }
    #expect(none.hasPrefix("votes.csv: error: none of the votes is of a function or annotator"))
  }

  @Test func `columns can be left out, and a name that is none is told`() throws {
    let text = "id,text,f,g\n1,some words,a,b\n2,other words,a,\n"
    let table = try read(text) { $0.excluded = ["text"] }
    #expect(table.patterns.voters == ["f", "g"])
    #expect(table.patterns.labelSpace.classes == ["a", "b"])
    let typo = errorMessage { _ = try read(text) { $0.excluded = ["txt"] } }
    #expect(
      typo.contains("there is no 'txt' to leave out") && typo.contains("did you mean 'text'?")
    )
    let long = try read("item,worker,label\n1,a,x\n1,b,y\n") { $0.excluded = ["b"] }
    #expect(long.patterns.voters == ["a"])
  }

  @Test func `a column of texts is no voter`() throws {
    let body = (0..<20).map { "\($0),words number \($0),\($0 % 2 == 0 ? "a" : ""),b\n" }.joined()
    for (name, help) in [("text", "'--exclude text'"), ("whatever", "'--exclude whatever'")] {
      let text = errorMessage { _ = try read("id,\(name),f,g\n" + body) }
      #expect(text.contains("column '\(name)' does not hold votes: 20 different values in 20 rows"))
      #expect(text.contains(help))
    }
    let corpus = errorMessage { _ = try read("id,text,gold\n1,some words,a\n2,other words,b\n") }
    #expect(corpus.contains("'winnow apply TASK votes.csv --output votes.csv'"))
    // Answers in words that others give too are votes.
    let free = (0..<20).map { "\($0),name \($0),name \($0),name \($0 / 2)\n" }.joined()
    #expect(try read("id,ann,bob,cy\n" + free).patterns.labelSpace.classCount == 20)
    #expect(try read("id,f,gold\n1,a,a\n2,b,b\n").remarks.goldlikeVoters == ["gold"])
  }

  @Test func `names that look alike are different names`() throws {
    let (composed, decomposed) = ("\u{E9}t\u{E9}", "e\u{301}te\u{301}")
    let gold = try GoldTable.rows("id,label\n\(decomposed),x\n\(composed)2,y\n")
    let table = try read(
      "id,f,\(composed),\(decomposed)\n\(composed),x,\(composed),\(decomposed)\n"
    ) {
      $0.gold = gold
    }
    #expect(table.patterns.voters.count == 3)
    #expect(table.patterns.labelSpace.classes.map(\.unicodeScalars.count) == [5, 1, 1, 3])
    let outcome = try #require(table.remarks.gold)
    #expect(outcome.joinedCount == 0)
    #expect(outcome.lookalike?.map(\.unicodeScalars.count) == [5, 3])
    let error = errorMessage { try outcome.check(against: "the votes") }
    #expect(error.contains("these ids look alike and are written differently"))
    #expect(error.contains("normal form"))
  }

  @Test(arguments: [(["-1", "1"], true), (["-1", "1", "x"], false)])
  func `a class named -1 is written only where it can be read`(
    classes: [String],
    hasSilence: Bool
  ) throws {
    let collected = MemorySink()
    var writer = VoteCSVWriter(
      voters: ["f", "g"],
      labelSpace: LabelSpace(classes),
      path: "v.csv",
      to: collected
    )
    try [0, hasSilence ? -1 : 1].withUnsafeBufferPointer { try writer.append(id: "1", votes: $0) }
    try [1, 0].withUnsafeBufferPointer { try writer.append(id: "2", votes: $0) }
    guard hasSilence else {
      let text = errorMessage { try writer.finish() }
      #expect(text.hasPrefix("v.csv: error: a table without an empty cell abstains by '-1'"))
      return
    }
    try writer.finish()
    #expect(names(try read(collected.text)) == [["-1", ""], ["1", "-1"]])
  }
}
