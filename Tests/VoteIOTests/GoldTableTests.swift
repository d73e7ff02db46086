import LabelingCore
import Testing
import VoteIO

struct GoldTableTests {
  @Test func `items and truths are recognised by the header`() throws {
    let gold = try GoldTable(from: .text("item,truth\n007,yes\n7,no\n"))
    #expect(gold.ids == ["007", "7"])
    let space = LabelSpace(["no", "yes"])
    #expect(try gold.labels(of: ["7", "8", "007"], in: space).map(\.classIndex) == [0, -1, 1])
    #expect(gold["7"] == "no")
  }

  @Test func `columns can be named`() throws {
    let columns = GoldTable.Columns(id: ["key"], label: ["CLASS"])
    let gold = try GoldTable(from: .text("CLASS,key\n1,a\n"), columns: columns)
    #expect(gold["a"] == "1")
    let text = message { _ = try GoldTable(from: .text("class,key\n1,a\n"), columns: columns) }
    #expect(text.contains("the header has a column 'CLASS'"))
    #expect(text.contains("did you mean 'class'?"))
  }

  @Test func `rows that disagree are listed`() {
    let text = message {
      _ = try GoldTable(from: .text("id,label\na,x\nb,x\na,y\nb,x\nc,x\nc,z\n", path: "g.csv"))
    }
    #expect(text.contains("g.csv:4: error: an id has one gold label; 2 have several"))
    #expect(text.contains("note: id 'a': 'x' (line 2), 'y' (line 4)"))
    #expect(text.contains("note: id 'c': 'x' (line 6), 'z' (line 7)"))
    #expect(!text.contains("'b'"))
  }

  @Test func `a label that is no class is named with its line`() throws {
    let gold = try GoldTable(from: .text("id,label\na,spam\nb,hma\n", path: "g.csv"))
    let text = message { _ = try gold.labels(of: ["a"], in: LabelSpace(["ham", "spam"])) }
    #expect(text.contains("g.csv:3: error: label 'hma' is not a class"))
    #expect(text.contains("did you mean 'ham'?"))
  }

  @Test func `class indices are read when told`() throws {
    let gold = try GoldTable(from: .text("id,label\na,1\n"))
    let labels = try gold.labels(of: ["a"], in: LabelSpace(["ham", "spam"]), notation: .indices)
    #expect(labels.map(\.classIndex) == [1])
  }
}
