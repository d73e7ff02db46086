import Foundation
import LabelStore
import LabelingCore
import Sessions
import Testing

/// Answers of several classes a document in files of Label Studio.
struct SeveralClassesLabelStudioTests {
  private static let classes = ["billing", "login", "C++"]

  /// A session of several classes in which nobody has answered.
  private static func started(_ classes: [String] = classes) throws -> ImportFolder {
    let folder = try ImportFolder()
    try folder.start(classes: classes, labels: .several)
    return folder
  }

  private static func task(
    _ text: String,
    _ results: String,
    user: Int = 1,
    _ members: String = ""
  ) -> String {
    #"{"data":{"text":"\#(text)"},"annotations":[{"completed_by":\#(user),"#
      + #""created_at":"2024-05-01T10:00:00Z",\#(members)"result":[\#(results)]}]}"#
  }

  private static func result(_ value: String, type: String = "choices") -> String {
    #"{"from_name":"t","to_name":"text","type":"\#(type)","value":{"\#(type)":\#(value)}}"#
  }

  @Test
  func `several choices of Label Studio are one answer, and no choice is none of the classes`()
    throws
  {
    let folder = try Self.started()
    let tasks = [
      Self.task("never again", Self.result(#"["login","billing"]"#)),
      Self.task("broken on arrival", ""),
      Self.task("works as described", "", #""was_cancelled":true,"#),
      Self.task("the parcel came late", Self.result(#"["C++"]"#), user: 2),
    ]
    let outcome = try folder.add(["e.json": "[" + tasks.joined(separator: ",\n") + "]"])
    #expect(outcome.addedCount == 4)
    #expect(
      try folder.answers() == ["1 2 C\\+\\+", "3 1 []", "4 1 -", "5 1 billing+login"]
    )
    let text = try folder.export("label-studio").text
    #expect(text.contains(#""value":{"choices":["billing","login"]}"#))
    let again = try folder.add(["f.json": text])
    #expect(again.addedCount == 0 && again.repeatedCount == 4)
  }

  @Test func `who answers another question of the project has chosen no class of this one`() throws
  {
    let folder = try Self.started()
    let mood = #"{"from_name":"m","to_name":"text","type":"choices","value":{"choices":["sad"]}}"#
    let tasks = [
      Self.task("never again", Self.result(#"["login"]"#) + "," + mood),
      Self.task("broken on arrival", mood),
    ]
    try folder.add(["e.json": "[\(tasks.joined(separator: ","))]"]) { $0.reading.control = "t" }
    #expect(try folder.answers() == ["3 1 []", "5 1 login"])
  }

  @Test func `ground truths settle all classes`() throws {
    let folder = try Self.started()
    let tasks = [
      Self.task("never again", Self.result(#"["login","C++"]"#), #""ground_truth":true,"#),
      Self.task("broken on arrival", Self.result(#"["login"]"#)),
    ]
    #expect(try folder.add(["e.json": "[\(tasks.joined(separator: ","))]"]).settledCount == 1)
    #expect(try folder.settled() == ["5": "login+C\\+\\+"])
  }

  @Test func `a class is at the end of its path in a taxonomy, and a group is none`() throws {
    let folder = try Self.started(["cat", "dog", "places/other", "pets/other"])
    func paths(_ paths: String) -> String { Self.result(paths, type: "taxonomy") }
    let tasks = [
      Self.task("never again", paths(#"[["pets","cat"],["pets","dog"],["pets"]]"#)),
      Self.task("broken on arrival", paths(#"[["pets"]]"#)),
      Self.task("works as described", paths(#"[["places","other"]]"#)),
      Self.task("the parcel came late", paths(#"[["pets","other"]]"#)),
    ]
    let outcome = try folder.add(["e.json": "[" + tasks.joined(separator: ",\n") + "]"])
    #expect(
      try folder.answers() == ["1 1 pets/other", "4 1 places/other", "5 1 cat+dog"]
    )
    #expect(
      outcome.files[0].leftOut.losses == [
        "answers with a group of classes of a taxonomy, and not one of its classes": 1
      ]
    )
    let text = try folder.export("label-studio").text
    #expect(text.contains(#""value":{"taxonomy":[["pets","cat"],["pets","dog"],["pets"]]}"#))
    let again = try folder.add(["f.json": text])
    #expect(again.addedCount == 0 && again.repeatedCount == 3)
    let unknown = try #require(throws: Diagnostic.self) {
      try folder.add([
        "g.json": "[\(Self.task("never again", paths(#"[["pets","dogs"]]"#)))]"
      ])
    }
    #expect(
      unknown.description
        == "\(folder.path)/g.json:1: error: label 'dogs' is not a class of the session\n"
        + "help: did you mean 'dog'? classes are 'cat', 'dog', 'places/other', 'pets/other'"
    )
  }

  @Test func `a session of one class takes one path of a taxonomy`() throws {
    let folder = try ImportFolder()
    try folder.start(classes: ["cat", "dog"])
    let one = Self.task("never again", Self.result(#"[["pets","cat"]]"#, type: "taxonomy"))
    try folder.add(["e.json": "[\(one)]"])
    #expect(try folder.answers() == ["5 1 cat"])
  }

  @Test func `predictions are what a new session proposes, by the scores of their results`() throws
  {
    let folder = try ImportFolder()
    func task(_ text: String, _ results: String, score: String) -> String {
      #"{"data":{"text":"\#(text)"},"annotations":[],"predictions":[{"model_version":"old","#
        + #""result":[]},{"model_version":"m",\#(score)"result":[\#(results)]}]}"#
    }
    func scored(_ label: String, _ score: Double) -> String {
      #"{"from_name":"t","to_name":"text","type":"choices","score":\#(score),"#
        + #""value":{"choices":["\#(label)"]}}"#
    }
    let tasks = [
      task("a", scored("billing", 0.9) + "," + scored("login", 0.3), score: ""),
      task("b", Self.result(#"["login","C++"]"#), score: #""score":0.75,"#),
      #"{"data":{"text":"c"},"annotations":[]}"#,
    ]
    let file = ["e.json": "[\(tasks.joined(separator: ","))]"]
    let outcome = try folder.add(file) { $0.labels = .several }
    #expect(outcome.files[0].leftOut.losses == ["predictions": 2])
    let engine = try SessionEngine(opening: folder.session, for: .reading)
    defer { engine.close() }
    #expect(engine.labelSpace.classes == Self.classes)
    #expect(try (0..<3).map { try engine.document($0).proposal } == [[0], [1, 2], []])
    #expect(try folder.add(file).files[0].leftOut.losses == ["predictions": 4])
  }
}
