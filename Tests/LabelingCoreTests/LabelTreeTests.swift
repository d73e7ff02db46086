import LabelingCore
import Testing

struct LabelTreeTests {
  private let space = LabelSpace(["cat", "dog", "parrot", "car"])

  @Test func `the deepest place that is probable enough is found`() throws {
    let tree = try #require(
      LabelTree(
        [
          LabelTree.Group(name: "furry", classes: [0, 1]),
          LabelTree.Group(name: "animals", classes: [0, 1, 2]),
        ],
        of: space
      )
    )
    #expect(tree.groups.map(\.name) == ["animals", "furry"])
    func place(_ probabilities: [Double], _ threshold: Double = 0.6) -> String? {
      tree.deepest(atLeast: threshold, probabilities[...]).map {
        "\($0.node.name) \($0.probability)"
      }
    }
    #expect(place([0.75, 0.125, 0.125, 0]) == "cat 0.75")
    #expect(place([0.5, 0.5, 0, 0]) == "furry 1.0")
    #expect(place([0.25, 0.25, 0.25, 0.25]) == "animals 0.75")
    #expect(place([0.25, 0, 0.25, 0.5]) == nil)
    #expect(place([0.75, 0.125, 0.125, 0], 0.8) == "furry 0.875")
  }

  @Test func `groups that are no tree are none`() {
    let group = LabelTree.Group(name: "a", classes: [0, 1])
    #expect(LabelTree([group, LabelTree.Group(name: "b", classes: [1, 2])], of: space) == nil)
    #expect(LabelTree([LabelTree.Group(name: "b", classes: [1, 4])], of: space) == nil)
  }
}
