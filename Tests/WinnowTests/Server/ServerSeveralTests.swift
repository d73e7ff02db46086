import Foundation
import LabelStore
import LabelingCore
import Sessions
import TestSupport
import Testing
import WebDriver

/// Sessions of several classes a document over HTTP.
struct ServerSeveralTests {
  private static let classes = ["billing", "login", "refund"]

  private func session(count: Int = 4, overlap: Int = 1) throws -> SessionUnderTest {
    try SessionUnderTest(
      count: count,
      overlap: overlap,
      classes: Self.classes,
      labels: .several
    )
  }

  /// Sends something that an annotator does to a document.
  private func send(
    _ server: ServerUnderTest,
    _ name: String,
    _ kind: String,
    _ document: Int,
    _ more: String,
    request: String = UUID().uuidString
  ) throws -> HTTPExchange.Reply {
    let body = #"{"request":"\#(request)","kind":"\#(kind)","document":\#(document),\#(more)}"#
    return try server.send("POST", "/api/events", as: name, body: body)
  }

  private func answers(_ value: Any?) -> [[String]?] {
    (value as? [[String: Any]] ?? []).map { $0["labels"] as? [String] }
  }

  @Test func `answers are lists of classes, in requests and in what is shown`() throws {
    let session = try session()
    let server = try session.serve()
    let about = try server.json("GET", "/api/session", as: "ada")
    #expect(about["labels"] as? String == "several")
    for (document, labels) in [#"["refund","billing"]"#, "[]"].enumerated() {
      #expect(try send(server, "ada", "answer", document, #""labels":\#(labels)"#).status == 200)
    }
    let card = try server.json("GET", "/api/documents/0", as: "ada")
    #expect(answers(card["answers"]) == [["billing", "refund"]])
    #expect((card["answers"] as? [[String: Any]])?.first?["class_index"] == nil)
    let none = try server.json("GET", "/api/documents/1", as: "ada")
    #expect(answers(none["answers"]) == [[]])
    #expect(try send(server, "ada", "skip", 2, #""duration_ms":5"#).status == 200)
    let skipped = try server.json("GET", "/api/documents/2", as: "ada")
    #expect(answers(skipped["answers"]) == [nil])
    // The empty list is an answer, and a skip is none.
    let labeled = try server.json("GET", "/api/search?state=labeled", as: "ada")
    #expect(labeled["count"] as? Int == 2)
    for (state, ids) in [("empty", ["r1"]), ("skipped", ["r2"]), ("unlabeled", ["r2", "r3"])] {
      let value = try server.json("GET", "/api/search?state=\(state)", as: "ada")
      let results = value["results"] as? [[String: Any]] ?? []
      #expect(results.compactMap { $0["id"] as? String } == ids, "\(state)")
    }
    let found = try server.json("GET", "/api/search?class=2", as: "ada")
    #expect((found["results"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["r0"])
    let engine = try SessionEngine(opening: session.path, for: .reading)
    defer { engine.close() }
    #expect(try engine.document(0).answers.map(\.says) == [.classes([0, 2])])
    #expect(try engine.status().classCounts == [1, 0, 1])
  }

  @Test(arguments: [false, true])
  func `what is more likely than not is proposed, but in a blind session`(isBlind: Bool) throws {
    let session = try SessionUnderTest(count: 9, isBlind: isBlind, hasVotes: true, labels: .several)
    let server = try session.serve()
    for (document, labels) in [(0, ["positive"]), (4, []), (8, ["negative"])] {
      let card = try server.json("GET", "/api/documents/\(document)", as: "ada")
      #expect(card["proposal"] as? [String] == (isBlind ? nil : labels), "\(document)")
      #expect((card["probabilities"] as? [Double])?.count == (isBlind ? 0 : 2))
    }
  }

  @Test func `a task's votes, marks and proposals are by its classes`() throws {
    let folder = try ScratchFolder()
    let start = try CommandLineTool.run(
      ["session", "start", PackageFolder.path("Datasets/requests/requests.csv")]
        + ["--task", "\(CommandLineTool.folder)/libRequestTopics.so", "--hide", "topics"]
        + ["-o", "requests.session", "--no-ask"],
      in: folder
    )
    try #require(start.exitCode == 0, "\(start.errors)")
    let server = try ServerUnderTest(
      ["requests.session", "--annotator", "ada", "--rate-limit", "0"],
      in: folder
    )
    let about = try server.json("GET", "/api/session", as: "ada")
    let classes = try #require(about["classes"] as? [String])
    var (hasAbsence, hasMark, proposed) = (false, false, Set<String>())
    for document in 0..<60 {
      let card = try server.json("GET", "/api/documents/\(document)", as: "ada")
      let probabilities = try #require(card["probabilities"] as? [NSNumber]).map(\.doubleValue)
      let proposal = try #require(card["proposal"] as? [String])
      #expect(proposal == zip(classes, probabilities).filter { $1 > 0.5 }.map { $0.0 })
      proposed.formUnion(proposal)
      for vote in card["votes"] as? [[String: Any]] ?? []
      where (vote["text"] as? String)?.hasPrefix("-") == true {
        hasAbsence = true
        #expect(vote["class_index"] == nil)
      }
      let fields = (card["fields"] as? [[String: Any]] ?? []).compactMap { $0["parts"] }
      for parts in fields + [card["text"] ?? []] {
        for part in parts as? [[String: Any]] ?? [] {
          guard let index = part["class_index"] as? Int else { continue }
          hasMark = true
          #expect(classes.indices.contains(index))
        }
      }
    }
    #expect(hasAbsence && hasMark && proposed.count > 2)
  }

  @Test func `agreement is of whole lists and of each class`() throws {
    let server = try session(overlap: 2).serve(options: ["--manager", "max"])
    for document in 0..<4 {
      let labels = document == 0 ? ["[]", #"["login"]"#] : [#"["billing"]"#, #"["billing"]"#]
      for (name, list) in zip(["ada", "ben"], labels) {
        #expect(try send(server, name, "answer", document, #""labels":\#(list)"#).status == 200)
      }
    }
    let figures = try server.json("GET", "/api/progress", as: "max")
    #expect(figures["class_counts"] as? [Int] == [3, 0, 0])
    #expect(figures["undecided_count"] as? Int == 1 && figures["empty_count"] as? Int == 0)
    let agreement = try #require(figures["label_set_agreement"] as? [String: Any])
    #expect(agreement["masi_alpha"] is Double)
    let classes = try #require(agreement["classes"] as? [[String: Any]])
    #expect(classes.map { $0["name"] as? String } == Self.classes)
    #expect(classes.map { $0["present_share"] as? Double } == [0.75, 0.125, 0])
  }

  @Test func `an answer changes as a whole, and an undo brings the one before back`() throws {
    let server = try session().serve()
    for labels in [#"["login"]"#, #"["login","refund"]"#] {
      #expect(try send(server, "ada", "answer", 0, #""labels":\#(labels)"#).status == 200)
    }
    let history = try server.json("GET", "/api/history", as: "ada")
    #expect((history["last"] as? [String: Any])?["labels"] as? [String] == ["login", "refund"])
    let undo = #"{"request":"taken-back","kind":"undo"}"#
    #expect(try server.send("POST", "/api/events", as: "ada", body: undo).status == 200)
    let card = try server.json("GET", "/api/documents/0", as: "ada")
    #expect(answers(card["answers"]) == [["login"]])
  }

  @Test(arguments: ["answer", "adjudicate"])
  func `what is meant for the other kind of session is refused, with what to send`(
    kind: String
  ) throws {
    let several = try session().serve()
    let one = try SessionUnderTest(count: 3).serve()
    for (server, member, help) in [
      (several, #""class_index":1"#, #""labels""#), (several, #""class":"login""#, #""labels""#),
      (several, #""labels":["login"],"class_index":1"#, #""labels""#),
      (several, #""labels":["login"],"is_rejection":true"#, #""labels""#),
      (one, #""labels":["positive"]"#, #""class_index""#),
      (one, #""labels":["positive"],"class_index":1"#, #""class_index""#),
    ] {
      let reply = try send(server, "ada", kind, 0, member)
      #expect(reply.status == 400, "\(member): \(reply.text)")
      let value = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
      let error = try #require(value?["error"] as? [String: Any])
      #expect(error["code"] as? String == "other_labels", "\(member)")
      #expect((error["help"] as? String)?.contains(help) == true, "\(member)")
      let card = try server.json("GET", "/api/documents/0", as: "ada")
      #expect(answers(card["answers"]).isEmpty)
    }
  }

  @Test func `a class that there is not is refused, with the one that was meant`() throws {
    let server = try session().serve()
    for (labels, words) in [
      (#"["biling"]"#, "did you mean 'billing'"), (#"["login",""]"#, "no class ''"),
    ] {
      let reply = try send(server, "ada", "answer", 0, #""labels":\#(labels)"#)
      #expect(reply.status == 400 && reply.text.contains(words), "\(labels): \(reply.text)")
    }
    for labels in ["\"login\"", "[0]", "[null]"] {
      #expect(try send(server, "ada", "answer", 0, #""labels":\#(labels)"#).status == 400)
    }
    let left = try server.json("GET", "/api/search?state=unlabeled", as: "ada")
    #expect(left["count"] as? Int == 4)
  }

  @Test func `two lists that differ are a disagreement, which is settled on a list`() throws {
    let session = try session(overlap: 2)
    let server = try session.serve(options: ["--adjudicator", "eve"])
    for (document, pair) in [
      (#"["billing","login"]"#, #"["login","billing"]"#),
      (#"["billing"]"#, #"["billing","login"]"#),
      (#"["refund"]"#, "[]"),
    ].enumerated() {
      #expect(try send(server, "ada", "answer", document, #""labels":\#(pair.0)"#).status == 200)
      #expect(try send(server, "ben", "answer", document, #""labels":\#(pair.1)"#).status == 200)
    }
    let found = try server.json("GET", "/api/disagreements", as: "eve")
    #expect(Set(found["open"] as? [Int] ?? []) == [1, 2])
    #expect(try send(server, "eve", "adjudicate", 1, #""labels":["billing"]"#).status == 200)
    #expect(try send(server, "eve", "adjudicate", 2, #""labels":[]"#).status == 200)
    let after = try server.json("GET", "/api/disagreements", as: "eve")
    #expect((after["open"] as? [Int])?.isEmpty == true)
    let settled = (after["disagreements"] as? [[String: Any]] ?? []).map {
      $0["adjudication_labels"] as? [String]
    }
    #expect(settled == [["billing"], []])
    let card = try server.json("GET", "/api/documents/1?for=settling", as: "eve")
    #expect(card["adjudication_labels"] as? [String] == ["billing"])
    let engine = try SessionEngine(opening: session.path, for: .reading)
    defer { engine.close() }
    #expect(try engine.status().classCounts == [2, 1, 0])
  }
}
