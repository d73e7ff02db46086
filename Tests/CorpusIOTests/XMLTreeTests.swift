import CorpusIO
import Testing

struct XMLTreeTests {
  @Test func `elements keep their order, their nesting and their attributes`() throws {
    let tree = try XMLTree(
      parsing:
        "<?xml version=\"1.0\"?><a x='1 &lt; 2 &amp; &#x41;'>t<b/><c y=\"é\"><d/></c><!-- e --></a>"
    )
    #expect(tree.name == "a")
    #expect(tree.attributes == ["x": "1 < 2 & A"])
    #expect(tree.children.map(\.name) == ["b", "c"])
    #expect(tree.descendants.map(\.name) == ["b", "c", "d"])
    #expect(tree.descendants[1].attributes == ["y": "é"])
  }

  @Test(arguments: [
    ("", 1), ("<a>\n<b>\n</a>", 3), ("<a/><b/>", 1), ("text", 1), ("<a x='1' x='2'/>", 1),
    ("<a>&outside;</a>", 1), ("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", 1),
  ])
  func `what is not one plain element is refused with its line`(text: String, line: Int) {
    let error = #expect(throws: XMLTree.SyntaxError.self) { try XMLTree(parsing: text) }
    #expect(error?.line == line)
    #expect(error?.rule.isEmpty == false)
  }
}
