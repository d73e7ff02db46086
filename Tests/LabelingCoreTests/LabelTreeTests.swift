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

/// Paths in a tree of classes.
struct LabelPathTests {
  private let space = LabelSpace(
    ["cat", "dog", "parrot", "a/b", "car"],
    groups: [
      LabelTree.Group(name: "furry", classes: [0, 1]),
      LabelTree.Group(name: "animals", classes: [0, 1, 2, 3]),
    ]
  )

  private func truth(_ text: String) -> [Int]? { (try? space.truth(of: text)) ?? nil }

  private func mistake(_ text: String) -> LabelPath.Mistake? {
    do throws(LabelPath.Mistake) {
      _ = try space.truth(of: text)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a path names a class, or all classes of the group that it stops at`() {
    for text in ["cat", "furry/cat", "animals/furry/cat"] { #expect(truth(text) == [0], "\(text)") }
    for text in ["furry", "animals/furry"] { #expect(truth(text) == [0, 1], "\(text)") }
    #expect(truth("animals/parrot") == [2])
    #expect(truth("a/b") == [3] && truth("animals/a\\/b") == [3])
    #expect(truth("animals/furry|car") == [0, 1, 4])
    #expect(truth("!furry") == [2, 3, 4] && truth("!animals/furry/cat") == [1, 2, 3, 4])
    #expect(truth("cat@0.8") == nil)
  }

  @Test func `a set that is a group goes by its name`() {
    #expect(space.name(ofSet: [0, 1]) == "furry" && space.name(ofSet: [0, 1, 2, 3]) == "animals")
    #expect(space.name(ofSet: [3]) == "a/b")
    #expect(space.name(ofSet: [0, 4]) == "cat|car" && space.name(ofSet: [1, 2, 3, 4]) == "!cat")
  }

  @Test func `each part of a path is checked`() {
    #expect(
      mistake("animals/cat")
        == .elsewhere(
          part: "cat",
          parent: "animals",
          path: "animals/furry/cat"
        )
    )
    #expect(
      mistake("furry/parrot")
        == .elsewhere(
          part: "parrot",
          parent: "furry",
          path: "animals/parrot"
        )
    )
    #expect(
      mistake("cat/furry")
        == .elsewhere(
          part: "furry",
          parent: "cat",
          path: "animals/furry"
        )
    )
    #expect(mistake("pets/cat") == .unknown(part: "pets"))
    #expect(mistake("furry/") == .unknown(part: ""))
    #expect(mistake("cat|furry/cow") == .unknown(part: "cow"))
  }

  @Test func `a path is written so that it is read`() throws {
    let tree = try #require(space.tree)
    for name in space.labelNames {
      let node = try #require(tree.node(named: name))
      #expect(try tree.node(atPath: tree.path(of: node)) == node)
    }
    #expect(tree.node(named: "a/b").map(tree.path) == "animals/a\\/b")
    #expect(tree.depth == 3)
  }

  @Test func `classes without groups have no paths, and are equal to those with`() throws {
    let flat = LabelSpace(space.classes)
    #expect(flat == space && flat.tree == nil)
    #expect(try flat.truth(of: "animals/cat") == nil && flat.truth(of: "furry") == nil)
    #expect(try flat.truth(of: "cat|dog") == [0, 1])
  }
}
