import LabelingCore
import Testing
import VoteIO

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
      (0..<matrix.documentCount).map { row in matrix.columns.map { $0[row].classIndex } }
    }
  }

  @Test func `a wide table has a row per document`() throws {
    let table = try read("\u{FEFF}id,f,\"g,h\"\r\n01,spam,\r\n1,,ham\r\n\"a\"\"b\",spam,-1\r\n")
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
    #expect(table.duplicateCount == 1)
    // Worker w2 gave item 10 both labels: no matrix can hold that.
    #expect(table.matrix() == nil)
    let first = table.patterns.entries(of: 0).map { [Int($0.voter), Int($0.classIndex)] }
    #expect(first == [[0, 0], [0, 1], [1, 1]])
    #expect(table.patterns.entries(of: 2).isEmpty)
  }

  @Test func `the layout can be forced`() throws {
    let text = "id,item,worker,label\n1,a,,b\n"
    #expect(message { _ = try read(text) }.contains("column 'worker' is filled in every row"))
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
    let text = message { _ = try read("ID,f\n1,a\n") }
    #expect(text.hasPrefix("votes.csv:1: error: the header is that of a wide or a long table"))
    #expect(text.contains("help: did you mean 'ID'?"))
  }

  @Test(arguments: [
    (["2", "0"], ["0", "1", "2"]), (["1"], ["0", "1"]), (["5", "1"], ["1", "2", "3", "4", "5"]),
    (["10", "9", "x"], ["10", "9", "x"]), (["01", "0"], ["0", "01"]),
    (["1000", "1"], ["1", "1000"]),
    (["ä", "z", "B"], ["B", "z", "ä"]), ([], []),
  ])
  func `classes that nobody declared have one order`(names: [String], classes: [String]) {
    #expect(LabelSpaceInference.labelSpace(of: names).classes == classes)
    #expect(LabelSpaceInference.labelSpace(of: names.reversed()).classes == classes)
  }

  @Test func `an unknown class is named with its place`() {
    let space = LabelSpace(["negative", "positive"])
    let text = message {
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
    let text = message {
      _ = try read("id,f\n1,2\n") {
        $0.labelSpace = space
        $0.notation = .indices
      }
    }
    #expect(text.contains("votes.csv:2:3: error: '2' is not the index of a class"))
    #expect(text.contains("indices are 0 to 1"))
  }

  @Test(arguments: [
    ("id,f\n1,a\n1,b\n", "votes.csv:3:1: error: id '1' occurs once\nnote: it stands in line 2"),
    ("id,f\n,a\n", "votes.csv:2:1: error: column 'id' is filled"),
    ("id,f\n1,a,b\n", "votes.csv:2: error: a row has 2 fields like the header, not 3"),
    ("id,f,f\n1,a,b\n", "votes.csv:1:6: error: column 'f' occurs once"),
    ("id,\n1,a\n", "votes.csv:1:4: error: every column has a name"),
    ("id,f\n\n1,\"a\nb\n", "votes.csv:3:3: error: a quoted field ends with a quote"),
    ("id,f\n1,\"a\"b\n", "votes.csv:2:6: error: a closing quote is followed by"),
    ("", "votes.csv: error: a CSV file begins with a header"),
  ])
  func `what is wrong is named with its place`(text: String, expected: String) {
    let actual = message { _ = try read(text) }
    #expect(actual.hasPrefix(expected), "\(actual)")
  }

  @Test func `bytes that are not UTF-8 are named with their place`() {
    let source = ByteSource(path: "v.csv", bytes: Array("id,f\n1,caf".utf8) + [0xE9, 0x0A])
    #expect(message { _ = try VoteTable.read(from: source) }.hasPrefix("v.csv:2:3: error: names"))
  }

  @Test func `a file that is not there is named`() {
    let text = message { _ = try ByteSource.file("/no/such/votes.csv") }
    #expect(text == "/no/such/votes.csv: error: the file cannot be read: No such file or directory")
  }

  @Test func `gold labels are put beside the votes`() throws {
    let gold = try GoldTable(from: .text("id,label\n2,c\n3,\n9,a\n2,c\n"))
    let table = try read("id,f\n1,a\n2,a\n3,b\n") { $0.gold = gold }
    #expect(table.patterns.labelSpace.classes == ["a", "b", "c"])
    #expect(table.unmatchedGoldCount == 1)
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
    let wide = Collected()
    var writer = VoteCSVWriter(
      voters: matrix.voters,
      labelSpace: matrix.labelSpace,
      write: wide.sink
    )
    try writer.append(matrix)
    try writer.finish()
    let table = try VoteTable.read(from: .trickle(wide.bytes, 1 + Int(seed)))
    #expect(table.matrix() == matrix)
    let long = Collected()
    var answers = AnswerCSVWriter(write: long.sink)
    try answers.append(table.patterns, ids: table.ids)
    try answers.finish()
    let again = try VoteTable.read(from: .trickle(long.bytes, 7))
    #expect(again.duplicateCount == 0)
    let votes: (VoteTable) -> Set<[String]> = { table in
      var set: Set<[String]> = []
      for (id, x) in zip(table.ids, table.patterns.patternOfRow) {
        for entry in table.patterns.entries(of: Int(x)) {
          let label = table.patterns.labelSpace.classes[Int(entry.classIndex)]
          set.insert([id, table.patterns.voters[Int(entry.voter)], label])
        }
      }
      return set
    }
    #expect(votes(again) == votes(table))
  }
}
