import LabelIO
import LabelingCore
import TestSupport
import Testing

struct NamedGroupsTests {
  @Test func `groups come by the names of their classes, or from a model`() throws {
    let named = try NamedGroups(bytes: Array(#"{"g": ["b", "a"]}"#.utf8), path: "g.json")
    let model = #"{"classes": ["a", "b", "c"], "groups": [{"name": "g", "classes": [0, 1]}]}"#
    let ofModel = try NamedGroups(bytes: Array(model.utf8), path: "m.json")
    let group = LabelTree.Group(name: "g", classes: [0, 1])
    #expect(try named.labelSpace(of: LabelSpace(["a", "b", "c"])).groups == [group])
    #expect(try ofModel.labelSpace().groups == [group])
    let wrong = errorMessage { _ = try ofModel.labelSpace(of: LabelSpace(["a", "c"])) }
    #expect(wrong.hasPrefix("m.json: error: group 'g' has a class 'b' that the labels do not have"))
  }

  @Test(arguments: [
    #"{"name": "g", "classes": [0, 7]}"#, #"{"name": "g", "classes": [0, -1]}"#,
    #"{"name": "a", "classes": [0, 1]}"#, #"{"name": "g", "classes": [1]}"#,
  ])
  func `a model whose groups are not of its classes is refused`(group: String) {
    let bytes = Array(#"{"classes": ["a", "b", "c"], "groups": [\#(group)]}"#.utf8)
    #expect(throws: Diagnostic.self) { try NamedGroups(bytes: bytes, path: "m.json") }
  }
}
