import Foundation
import LabelIO
import LabelingCore
import TestSupport
import Testing

struct GoldFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func read(
    _ text: String,
    as name: String = "g.csv",
    _ change: (inout GoldFile) -> Void = { _ in }
  ) throws -> GoldTable {
    var file = GoldFile(at: try folder.write(text, to: name))
    change(&file)
    return try file.read()
  }

  private func message(_ body: () throws -> Void) -> String {
    errorMessage(body).replacing(folder.path + "/", with: "")
  }

  @Test(arguments: [
    ("g.csv", "item,truth\n007,yes\n7,no\n8,\n"),
    ("g.tsv", "id\tlabel\n007\tyes\n7\tno\n"),
    ("g.jsonl", "{\"id\":\"007\",\"gold\":\"yes\"}\n{\"id\":7,\"gold\":\"no\"}\n{\"id\":\"8\"}\n"),
    (
      "g.xml",
      "<all><doc id=\"007\"><label>yes</label></doc><doc id=\"7\"><label>no</label></doc></all>"
    ),
  ])
  func `gold labels come in any corpus format`(name: String, text: String) throws {
    let gold = try read(text, as: name) {
      if name == "g.xml" { $0.idFields = ["@id"] }
    }
    #expect(gold.ids == ["007", "7"])
    let space = LabelSpace(["no", "yes"])
    #expect(try gold.labels(of: ["7", "8", "007"], in: space).map(\.classIndex) == [0, -1, 1])
    #expect(gold["7"] == "no")
  }

  @Test func `sets that stand as JSON name classes, and are none`() throws {
    let gold = try read("id,label\n1,\"{\"\"any_of\"\": [\"\"cat\"\", \"\"hen\"\"]}\"\n2,dog\n")
    #expect(gold.classes(beyond: LabelSpace(["cat", "dog"])) == ["hen"])
  }

  @Test func `fields can be named, also by a path`() throws {
    let gold = try read("{\"key\":\"a\",\"known\":{\"class\":\"1\"}}\n", as: "g.jsonl") {
      $0.idFields = ["key"]
      $0.labelFields = ["known.class"]
    }
    #expect(gold["a"] == "1")
    let text = message {
      _ = try read("class,key\n1,a\n") {
        $0.idFields = ["key"]
        $0.labelFields = ["CLASS"]
      }
    }
    #expect(text.contains("g.csv: error: there is no field 'CLASS'"))
    #expect(text.contains("did you mean 'class'?"))
  }

  @Test(arguments: [
    ("g.jsonl", "{\"id\":\"1\",\"lable\":\"x\"}\n"), ("g.csv", "id,lable\n1,x\n"),
    ("g.xml", "<a><b><id>1</id><lable>x</lable></b></a>"),
  ])
  func `a field that no record has is told in every format`(name: String, text: String) {
    let message = message { _ = try read(text, as: name) }
    #expect(message.contains("\(name): error: there is no field 'label' or 'truth' or 'gold'"))
    #expect(message.contains("did you mean 'lable'?"))
  }

  @Test(arguments: [("g.csv", "id,label\n"), ("g.csv", "id,label\n1,\n"), ("g.jsonl", "")])
  func `a file without a label is told, not refused`(name: String, text: String) throws {
    let gold = try read(text, as: name)
    #expect(gold.ids.isEmpty)
    let warnings = GoldJoin(gold).outcome.warnings(about: "the votes")
    #expect(warnings.map(\.headline) == ["the file holds no gold label, so none is used"])
  }

  @Test func `rows that disagree are listed`() {
    let text = message { _ = try read("id,label\na,x\nb,x\na,y\nb,x\nc,x\nc,z\n") }
    #expect(text.contains("g.csv:4: error: an id has one gold label; 2 have several"))
    #expect(text.contains("note: id 'a': 'x' (line 2), 'y' (line 4)"))
    #expect(text.contains("note: id 'c': 'x' (line 6), 'z' (line 7)"))
    #expect(!text.contains("'b'"))
  }

  @Test func `a label that is no class is named with its line`() throws {
    let gold = try read("id,label\na,spam\nb,hma\n")
    let text = message { _ = try gold.labels(of: ["a"], in: LabelSpace(["ham", "spam"])) }
    #expect(text.contains("g.csv:3: error: label 'hma' is not a class"))
    #expect(text.contains("did you mean 'ham'?"))
  }

  @Test func `class indices are read when told`() throws {
    let gold = try read("id,label\na,1\n")
    let labels = try gold.labels(of: ["a"], in: LabelSpace(["ham", "spam"]), notation: .indices)
    #expect(labels.map(\.classIndex) == [1])
  }

  @Test func `a probability of being drawn is one`() throws {
    let gold = try read("id,label,inclusion_probability\na,x,0.5\nb,,\n")
    #expect(gold.inclusion(of: ["a", "b"]) == [0.5, 1])
    let text = message { _ = try read("id,label,inclusion_probability\na,x,2\n") }
    #expect(text.contains("g.csv:2: error: column 'inclusion_probability' holds a number"))
  }

  @Test func `a record without an id and a bad record are named with advice that works`() {
    #expect(message { _ = try read("id,label\n,x\n") }.contains("g.csv:2: error: field 'id'"))
    let bad = message { _ = try read("id,label\n1,x,y\n") }
    #expect(bad.contains("g.csv:2: error: a record has 2 fields") && !bad.contains("--"))
  }

  @Test func `gold may be a set of classes, in any order and notation`() throws {
    let space = LabelSpace(["bird", "cat", "dog"])
    let rows = ["cat|dog", "dog|cat", "!bird", "cat|cat|dog"]
    let gold = try read("id,label\n" + rows.enumerated().map { "\($0),\($1)\n" }.joined())
    let column = try gold.column(of: ["0", "1", "2", "3", "4"], in: space)
    #expect((0..<4).allSatisfy { column[$0] == [1, 2] } && column[4] == nil)
    #expect(try gold.labels(of: ["0"], in: space) == [.abstain])
    let one = try read("id,label\na,!bird|dog\nb,!cat\n")
    #expect(try one.column(of: ["a", "b"], in: space).labels.map(\.classIndex) == [1, -1])
    let text = message {
      _ = try read("id,label\na,cat\nb,cat|dog@0.8\n").column(of: ["a"], in: space)
    }
    #expect(text.hasPrefix("g.csv:3: error: a gold label is certain, 'cat|dog@0.8' has a confi"))
  }

  @Test func `gold may name places of a tree by their paths`() throws {
    let space = LabelSpace(
      ["bird", "cat", "dog"],
      groups: [LabelTree.Group(name: "pets", classes: [1, 2])]
    )
    let gold = try read("id,label\na,pets/cat\nb,pets\nc,bird|pets/dog\n")
    let column = try gold.column(of: ["a", "b", "c"], in: space)
    #expect(column[0] == [1] && column[1] == [1, 2] && column[2] == [0, 2])
    let wrong = message { _ = try read("id,label\na,pets/bird\n").column(of: ["a"], in: space) }
    #expect(
      wrong == """
        g.csv:2: error: 'bird' in path 'pets/bird' does not lie directly in 'pets'
        help: write 'bird', or any end of it
        """
    )
    let unknown = message { _ = try read("id,label\na,pets/cta\n").column(of: ["a"], in: space) }
    #expect(
      unknown == """
        g.csv:2: error: 'cta' in path 'pets/cta' is neither a class nor a group
        help: did you mean 'cat'? classes and groups are 'bird', 'cat', 'dog', 'pets'
        """
    )
  }
}
