import LabelingCore
import Testing
import VoteIO

struct LabelTableTests {
  @Test func `what is written is read again`() throws {
    let space = LabelSpace(["spam", "ham"])
    let collected = Collected()
    var writer = LabelCSVWriter(labelSpace: space, write: collected.sink)
    try writer.append(id: "1", label: Vote(classIndex: 1), probabilities: [0.1, 0.9])
    try writer.append(id: "2", label: .abstain, probabilities: [0.5, 0.5])
    try writer.append(id: "3", label: Vote(classIndex: 0), probabilities: [1 - 1e-12, 1e-12])
    try writer.finish()
    #expect(collected.text.hasPrefix("id,label,confidence,p_spam,p_ham\n1,ham,0.9,0.1,0.9\n2,,,"))
    let table = try LabelTable.read(from: .trickle(collected.bytes, 3))
    #expect(table.labelSpace == space)
    #expect(table.ids == ["1", "2", "3"])
    #expect(table.labels.map(\.classIndex) == [1, -1, 0])
    #expect(table.probabilities?.values == [0.1, 0.9, 0.5, 0.5, 1 - 1e-12, 1e-12])
  }

  @Test func `columns may stand in any order and among others`() throws {
    let table = try LabelTable.read(
      from: .text("p_b,text,label,p_x,id,p_a\n.25,hi,a,7,1,.75\n"),
      labelSpace: LabelSpace(["a", "b"])
    )
    #expect(table.probabilities?.values == [0.75, 0.25])
  }

  @Test func `without probabilities classes come from labels and gold`() throws {
    let gold = try GoldTable(from: .text("id,label\n1,c\n"))
    let table = try LabelTable.read(from: .text("id,label\n1,b\n2,a\n3,\n"), gold: gold)
    #expect(table.labelSpace.classes == ["a", "b", "c"])
    #expect(table.labels.map(\.classIndex) == [1, 0, -1])
    #expect(table.probabilities == nil)
  }

  @Test func `rounded probabilities are made to add up`() throws {
    let table = try LabelTable.read(from: .text("id,label,p_a,p_b,p_c\n1,a,.333,.333,.333\n"))
    let sum = try #require(table.probabilities).values.reduce(0, +)
    #expect(abs(sum - 1) < 1e-12)
  }

  @Test(arguments: [
    ("id,label,p_a,p_b\n1,a,.5,.4\n", ":2:5: error: the probabilities of a row add up to 1"),
    ("id,label,p_a,p_b\n1,a,1.5,-.5\n", ":2:5: error: column 'p_a' holds a number from 0 to 1"),
    ("id,label,p_a,p_b\n1,a,,1\n", ":2:5: error: column 'p_a' holds a number"),
    ("id,label,p_a,p_b\n1,c,0,1\n", ":2:3: error: label 'c' is not a class"),
    ("id,label\n1,a\n1,a\n", ":3:1: error: id '1' occurs once"),
    ("id,lable\n1,a\n", ":1: error: the header has a column 'label'\nhelp: did you mean 'lable'?"),
  ])
  func `what is wrong is named with its place`(text: String, expected: String) {
    let actual = message { _ = try LabelTable.read(from: .text(text, path: "labels.csv")) }
    #expect(actual.contains(expected), "\(actual)")
  }
}
