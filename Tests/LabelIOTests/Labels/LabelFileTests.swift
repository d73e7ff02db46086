import Foundation
import LabelIO
import LabelingCore
import TestSupport
import Testing

struct LabelFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func read(
    _ text: String,
    as name: String = "l.csv",
    prefix: String = "",
    gold: GoldTable? = nil
  ) throws -> PredictionTable {
    var file = LabelFile(at: try folder.write(text, to: name))
    file.schema = LabelSchema(prefix: prefix)
    return try file.read(gold: gold)
  }

  private func message(_ body: () throws -> Void) -> String {
    errorMessage(body).replacing(folder.path + "/", with: "")
  }

  @Test(arguments: [
    // Columns of the user's stand before what was written, and behind it.
    "id,p_value,label,confidence,p_a,p_b\n1,.03,a,.9,.9,.1\n2,1,b,.8,.2,.8\n3,.5,,,.5,.5\n",
    "id,label,confidence,p_a,p_b,p_value\n1,a,.9,.9,.1,.03\n2,b,.8,.2,.8,1\n3,,,.5,.5,0\n",
    "p_x,p_y,id,label,p_a,p_b\n3,4,1,a,.9,.1\n1,1,2,b,.2,.8\n0,0,3,,.5,.5\n",
    // Columns in another order.
    "p_a,p_b,id,p_value,label\n.9,.1,1,7,a\n.2,.8,2,7,b\n.5,.5,3,7,\n",
  ])
  func `a field named like a probability is none of the labels`(text: String) throws {
    let table = try read(text)
    #expect(table.labelSpace.classes == ["a", "b"])
    #expect(table.labels.map(\.classIndex) == [0, 1, -1])
    #expect(table.probabilities?.values == [0.9, 0.1, 0.2, 0.8, 0.5, 0.5])
  }

  @Test(arguments: [
    "id,label,p_value,p_count\n1,x,.3,4\n2,y,.9,1\n",
    "id,p_value,label\n1,1,x\n2,1,y\n",
    "id,label,p_only\n1,x,1\n2,y,1\n",
  ])
  func `numbers that do not add up are fields of the user's`(text: String) throws {
    let table = try read(text)
    #expect(table.labelSpace.classes == ["x", "y"])
    #expect(table.probabilities == nil)
  }

  @Test(arguments: [
    (
      "l.jsonl",
      "{\"id\":1,\"label\":\"a\",\"probabilities\":{\"a\":0.9,\"b\":0.1},\"p_value\":1}\n"
    ),
    ("l.jsonl", "{\"id\":1,\"label\":\"a\",\"p_a\":0.9,\"p_b\":0.1}\n"),
    ("l.csv", "id,label,probabilities\n1,a,\"{\"\"a\"\":0.9,\"\"b\"\":0.1}\"\n"),
    ("l.tsv", "id\tlabel\tp_a\tp_b\n1\ta\t0.9\t0.1\n"),
    (
      "l.xml",
      "<r><d><id>1</id><label>a</label><probabilities><a>.9</a><b>.1</b></probabilities></d></r>"
    ),
  ])
  func `labels come in any corpus format`(name: String, text: String) throws {
    let table = try read(text, as: name)
    #expect(table.labelSpace.classes == ["a", "b"])
    #expect(table.labels.map(\.classIndex) == [0])
    #expect(table.probabilities?.values == [0.9, 0.1])
  }

  @Test func `without probabilities classes come from labels and gold`() throws {
    var gold = GoldTable(path: "g")
    gold.add(id: "1", label: "c", line: 2)
    let table = try read("id,label\n1,b\n2,a\n3,\n", gold: gold)
    #expect(table.labelSpace.classes == ["a", "b", "c"])
    #expect(table.labels.map(\.classIndex) == [1, 0, -1])
    #expect(table.probabilities == nil)
  }

  @Test func `rounded probabilities are made to add up`() throws {
    let table = try read("id,label,p_a,p_b,p_c\n1,a,.333,.333,.333\n")
    let sum = try #require(table.probabilities).values.reduce(0, +)
    #expect(abs(sum - 1) < 1e-12)
  }

  @Test(arguments: [
    (
      "id,label,p_a,p_b\n1,a,.5,.4\n",
      "l.csv:2: error: a labeled record has a probability per class"
    ),
    ("id,label,p_a,p_b\n1,a,1.5,-.5\n", "l.csv:2: error: a labeled record has a probability"),
    ("id,label,p_a,p_b\n1,b,.2,.8\n2,a,,1\n", "l.csv:3: error: a labeled record has a probability"),
    ("id,label\n1,a\n1,a\n", "l.csv:3: error: id '1' occurs once\nnote: it is already in line 2"),
    ("id,lable\n1,a\n", "l.csv: error: there is no field 'label'\nhelp: did you mean 'lable'?"),
    (
      "id,x_label,x_confidence,x_p_a\n1,a,1,1\n",
      "there is no field 'label'\nhelp: labels with the prefix 'x_' are there: pass '--prefix x_'"
    ),
  ])
  func `what is wrong is named with its place`(text: String, expected: String) {
    let actual = message { _ = try read(text) }
    #expect(actual.contains(expected), "\(actual)")
  }
}
