import Foundation
import LabelModels
import LabelingCore
import Testing

/// Scores of labels whose classes stand in a tree.
struct TreeScoresTests {
  /// animals (furry (cat, dog), parrot), car.
  private static let space = LabelSpace(
    ["cat", "dog", "parrot", "car", "boat"],
    groups: [
      LabelTree.Group(name: "furry", classes: [0, 1]),
      LabelTree.Group(name: "animals", classes: [0, 1, 2]),
    ]
  )

  private func report(
    labels: [[Int]?],
    gold: [[Int]?],
    space: LabelSpace = Self.space
  ) -> ScoreReport {
    var (said, truth) = (GoldColumn(classCount: 5), GoldColumn(classCount: 5))
    for label in labels { said.append(label) }
    for label in gold { truth.append(label) }
    var rows = ScoredRows(labelSpace: space, labels: said.labels, gold: truth.labels)
    rows.groupLabels = said.sets
    rows.goldSets = truth.sets
    return ScoreReport(of: rows)
  }

  @Test func `a wrong class of the right group is half right`() throws {
    // Places of the labels: animals furry cat, animals furry dog, car, animals parrot.
    let scores = report(labels: [[0], [1], [3], [2]], gold: [[0], [0], [0], [2]])
    #expect(scores.accuracy == 0.5)
    // Right: 3, 2, 0 and 2 of 3, 3, 1 and 2 named, and of 3, 3, 3 and 2 that are true.
    #expect(scores[.hierarchicalPrecision] == 7.0 / 9)
    #expect(scores[.hierarchicalRecall] == 7.0 / 11)
    #expect(scores[.hierarchicalF1] == 14.0 / 20)
    let interval = try #require(scores.interval(of: .hierarchicalPrecision))
    #expect(interval.lower < 7.0 / 9 && interval.upper > 7.0 / 9)
    let levels = try #require(scores.levels).map(\.labels)
    #expect(levels.map(\.goldCount) == [4, 4, 3])
    #expect(levels.map(\.labeledCount) == [4, 4, 3])
    #expect(levels.map(\.correctCount) == [3, 3, 1])
  }

  @Test func `a group is right when the truth is in it, and says less`() throws {
    let scores = report(
      labels: [[0, 1], [0, 1], [0, 1, 2], nil],
      gold: [[0], [2], [2], [3]]
    )
    #expect(scores.labelAccuracy == LabelAccuracy(goldCount: 4, labeledCount: 3, correctCount: 2))
    #expect(scores[.classLabelShare] == 0 && scores[.meanLabelClasses] == 7.0 / 3)
    let levels = try #require(scores.levels).map(\.labels)
    // On the second level the third label says nothing; on the third, none does.
    #expect(levels.map(\.goldCount) == [4, 3, 1])
    #expect(levels.map(\.labeledCount) == [3, 2, 0])
    #expect(levels.map(\.correctCount) == [3, 1, 0])
    // A group names no class, so no class is found.
    #expect(scores.classes.allSatisfy { $0.predictedCount == 0 })
  }

  @Test func `gold that is a group is not judged below it`() throws {
    let scores = report(labels: [[0], [2], [3]], gold: [[0, 1], [0, 1], [0, 1]])
    #expect(scores.accuracy == 1.0 / 3)
    // Named and decided: animals furry, animals parrot, car; true are animals and furry.
    #expect(scores[.hierarchicalPrecision] == 3.0 / 5)
    #expect(scores[.hierarchicalRecall] == 3.0 / 6)
    let levels = try #require(scores.levels).map(\.labels)
    #expect(levels.map(\.goldCount) == [3, 3, 0])
    #expect(levels.map(\.correctCount) == [2, 1, 0])
  }

  @Test func `classes that stand in no tree have no such scores, in JSON either`() throws {
    let scores = report(
      labels: [[0], [1]],
      gold: [[0], [0]],
      space: LabelSpace(Self.space.classes)
    )
    #expect(scores.levels == nil && scores[.hierarchicalF1] == nil)
    let json = String(decoding: try JSONEncoder().encode(scores), as: UTF8.self)
    #expect(!json.contains("hierarchical") && !json.contains("levels"))
    let tree = report(labels: [[0, 1], [1]], gold: [[0], [0]])
    let read = try JSONDecoder().decode(ScoreReport.self, from: JSONEncoder().encode(tree))
    #expect(read == tree)
  }
}
