import Foundation
import LabelStore
import Platform
import Sessions
import TestSupport
import Testing
import WebDriver

struct ServerSessionTests {
  /// The documents that somebody is asked about.
  private func asked(_ server: ServerUnderTest, _ name: String, count: Int) throws -> [Int] {
    let value = try server.json("POST", "/api/questions", as: name, body: #"{"count": \#(count)}"#)
    let cards = try #require(value["questions"] as? [[String: Any]])
    return cards.compactMap { $0["document"] as? Int }
  }

  private func send(
    _ server: ServerUnderTest,
    _ name: String,
    _ kind: String,
    _ document: Int,
    request: String = UUID().uuidString,
    _ more: String = ""
  ) throws -> [String: Any] {
    let body = #"{"request":"\#(request)","kind":"\#(kind)","document":\#(document)\#(more)}"#
    return try server.json("POST", "/api/events", as: name, body: body)
  }

  /// The answers that the session's file holds; the pages' figures may be a second old.
  private func answerCount(_ session: SessionUnderTest, of name: String) throws -> Int {
    let engine = try SessionEngine(opening: session.path, for: .reading)
    defer { engine.close() }
    let people = try engine.status().annotators
    return people.first { $0.annotator.name == name }?.answerCount ?? 0
  }

  @Test
  func `two annotators are never asked about the same document`() throws {
    let server = try SessionUnderTest(count: 12).serve()
    var seen: Set<Int> = []
    for round in 0..<3 {
      for name in ["ada", "ben"] {
        let documents = try asked(server, name, count: 2)
        #expect(documents.count == 2)
        for document in documents {
          #expect(seen.insert(document).inserted, "round \(round): \(name), \(document)")
          _ = try send(server, name, "answer", document, #","class_index":0"#)
        }
      }
    }
    #expect(try asked(server, "ada", count: 3).isEmpty)
  }

  @Test
  func `with overlap each document is asked about so often`() throws {
    let server = try SessionUnderTest(count: 4, overlap: 2).serve()
    #expect(try Set(asked(server, "ada", count: 4)) == [0, 1, 2, 3])
    #expect(try Set(asked(server, "ben", count: 4)) == [0, 1, 2, 3])
  }

  @Test
  func `asking again gives the same questions, also after a restart`() throws {
    let session = try SessionUnderTest(count: 9)
    let server = try session.serve()
    let first = try asked(server, "ada", count: 3)
    #expect(try asked(server, "ada", count: 3) == first)
    let token = try #require(server.tokens["ada"])
    server.stop(by: .kill)
    let again = try session.serve()
    let reply = try again.send(
      "POST",
      "/api/questions",
      headers: ["Authorization": "Bearer \(token)"],
      body: #"{"count": 3}"#
    )
    let value = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
    let cards = try #require(value?["questions"] as? [[String: Any]])
    #expect(cards.compactMap { $0["document"] as? Int } == first)
  }

  @Test
  func `a request that comes twice is done once`() throws {
    let session = try SessionUnderTest(count: 5)
    let server = try session.serve()
    let document = try asked(server, "ada", count: 1)[0]
    for _ in 0..<3 {
      _ = try send(
        server,
        "ada",
        "answer",
        document,
        request: "same-request",
        #","class_index":1"#
      )
    }
    #expect(try answerCount(session, of: "ada") == 1)
    for _ in 0..<2 {
      let body = #"{"request":"same-undoing","kind":"undo"}"#
      let outcome = try server.json("POST", "/api/events", as: "ada", body: body)
      #expect(outcome["document"] as? Int == document)
    }
    #expect(try answerCount(session, of: "ada") == 0)
    let more = try server.json(
      "POST",
      "/api/events",
      as: "ada",
      body: #"{"request":"another-undoing","kind":"undo"}"#
    )
    #expect(more.isEmpty)
  }

  @Test
  func `annotators do not see each other's answers, but who settles sees all`() throws {
    let server = try SessionUnderTest(count: 3, overlap: 2)
      .serve(options: ["--adjudicator", "eve"])
    _ = try send(server, "ada", "answer", 1, #","class_index":0"#)
    _ = try send(server, "ada", "note", 1, #","text":"<b>odd</b>""#)
    _ = try send(server, "ben", "answer", 1, #","class_index":1"#)
    let own = try server.json("GET", "/api/documents/1", as: "ben")
    #expect((own["answers"] as? [[String: Any]])?.count == 1)
    #expect((own["notes"] as? [[String: Any]])?.isEmpty == true)
    for path in ["/api/disagreements", "/api/documents/1?for=settling"] {
      #expect(try server.send("GET", path, as: "ben").status == 403)
    }
    let found = try server.json("GET", "/api/disagreements", as: "eve")
    #expect((found["disagreements"] as? [[String: Any]])?.first?["document"] as? Int == 1)
    let all = try server.json("GET", "/api/documents/1?for=settling", as: "eve")
    #expect((all["answers"] as? [[String: Any]])?.count == 2)
    #expect((all["notes"] as? [[String: Any]])?.first?["text"] as? String == "<b>odd</b>")
    _ = try send(server, "eve", "adjudicate", 1, #","class_index":2"#)
    let settled = try server.json("GET", "/api/documents/1?for=settling", as: "eve")
    #expect(settled["adjudication"] as? Int == 2)
  }

  @Test(arguments: [true, false])
  func `votes and probabilities are shown, unless the session is blind`(_ isBlind: Bool) throws {
    let server = try SessionUnderTest(count: 5, isBlind: isBlind, hasVotes: true).serve()
    let reply = try server.send("GET", "/api/documents/3", as: "ada").text
    #expect(reply.contains("has_praise") != isBlind)
    let card = try server.json("GET", "/api/documents/3", as: "ada")
    #expect((card["probabilities"] as? [Double])?.isEmpty == isBlind)
  }

  @Test
  func `fields can be hidden`() throws {
    let server = try SessionUnderTest(count: 3).serve(options: ["--hide-field", "stars"])
    let card = try server.json("GET", "/api/documents/0", as: "ada")
    let fields = try #require(card["fields"] as? [[String: Any]])
    let names = fields.compactMap { $0["name"] as? String }
    #expect(names.contains("shop") && !names.contains("stars"))
    let other = try SessionUnderTest(count: 3)
    let misspelt = ["serve", other.name, "--port", "0", "--hide-field", "star"]
    let refused = try CommandLineTool.run(misspelt, in: other.folder)
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("error: there is no field 'star' to hide"))
  }

  @Test
  func `texts are found and come as they are`() throws {
    let server = try SessionUnderTest(count: 7).serve()
    let found = try server.json("GET", "/api/search?q=drop%20table", as: "ada")
    let cards = try #require(found["results"] as? [[String: Any]])
    #expect(cards.count == 1)
    let parts = try #require(cards[0]["text"] as? [[String: Any]])
    #expect(parts.compactMap { $0["text"] as? String }.joined() == SessionUnderTest.texts[2])
  }

  @Test
  func `in a blind session others' answers show only to those who settle`() throws {
    let session = try SessionUnderTest(count: 4, overlap: 3, isBlind: true, hasVotes: true)
    let server = try session.serve(["ada", "ben", "eve"], options: ["--adjudicator", "max"])
    let secret = "seen by ada alone"
    _ = try send(server, "ada", "answer", 0, #","class_index":1"#)
    _ = try send(server, "ada", "note", 0, #","text":"\#(secret)""#)
    _ = try send(server, "ben", "answer", 0, #","class_index":0"#)
    _ = try send(server, "max", "adjudicate", 0, #","class_index":1"#)
    // Passing a document over is no answer.
    _ = try send(server, "eve", "skip", 0)
    let refused = try server.send("GET", "/api/documents/0?for=settling", as: "eve")
    #expect(refused.status == 403)
    #expect(refused.text.contains("not_adjudicator"))
    let paths = [
      "/api/documents/0", "/api/documents/0?for=settling", "/api/search?q=", "/api/search?q=r0",
      "/api/disagreements", "/api/progress", "/api/session",
    ]
    for path in paths {
      let text = try server.send("GET", path, as: "eve").text
      #expect(!text.contains(secret), "\(path)")
      #expect(!text.contains("adjudication"), "\(path)")
      #expect(text.matches(of: /"class_index":[0-9]/).isEmpty, "\(path): \(text)")
      #expect(text.matches(of: /"class_counts":\[[^\]]/).isEmpty, "\(path): \(text)")
      #expect(!text.contains("agreement\""), "\(path): \(text)")
    }
    let seen = try server.json("GET", "/api/documents/0?for=settling", as: "max")
    #expect((seen["answers"] as? [[String: Any]])?.count == 3)
    #expect((seen["votes"] as? [Any])?.isEmpty == true)
    #expect(seen["adjudication"] as? Int == 1)
  }

  @Test
  func `what is hidden is not found either`() throws {
    let folder = try ScratchFolder()
    let lines = (0..<4).map { #"{"id":"r\#($0)","shop":"mill","known":"class-\#($0)"}"# + "\n" }
    try folder.write(lines.joined(), to: "plain.jsonl")
    let made = try CommandLineTool.run(
      [
        "session", "start", "plain.jsonl", "--classes", "a,b", "--hide", "known", "--no-ask",
        "--strategy", "random", "--output", "plain.session",
      ],
      in: folder
    )
    try #require(made.exitCode == 0, "\(made.errors)")
    let arguments = ["plain.session", "--annotator", "ada", "--hide-field", "shop"]
    let server = try ServerUnderTest(arguments, in: folder)
    for words in ["class-2", "mill"] {
      let found = try server.json("GET", "/api/search?q=\(words)", as: "ada")
      #expect((found["results"] as? [Any])?.isEmpty == true, "\(words)")
    }
    let found = try server.json("GET", "/api/search?q=r2", as: "ada")
    #expect((found["results"] as? [Any])?.count == 1)
  }

  /// What is done to a session's files while it is open.
  enum Harm: CaseIterable {
    case removed, movedAway, replacedByCopy, logRemoved
  }

  @Test(arguments: Harm.allCases)
  func `no answer is acknowledged that nobody would find`(_ harm: Harm) throws {
    let session = try SessionUnderTest(count: 5)
    let server = try session.serve()
    _ = try send(server, "ada", "answer", 0, #","class_index":1"#)
    let path = "\(session.folder.path)/\(session.name)"
    let files = FileManager.default
    switch harm {
    case .removed: try files.removeItem(atPath: path)
    case .movedAway: try files.moveItem(atPath: path, toPath: path + ".away")
    case .replacedByCopy:
      try files.copyItem(atPath: path, toPath: path + ".copy")
      try FileSystem.rename(path + ".copy", to: path)
    case .logRemoved: try files.removeItem(atPath: path + "-wal")
    }
    let body = #"{"request":"in-vain-1","kind":"answer","document":1,"class_index":0}"#
    let refused = try server.send("POST", "/api/events", as: "ada", body: body)
    #expect(refused.status == 503)
    #expect(refused.text.contains("session_replaced"), "\(refused.text)")
    guard harm == .movedAway else { return }
    // Put back, it takes the same request.
    try files.moveItem(atPath: path + ".away", toPath: path)
    #expect(try server.send("POST", "/api/events", as: "ada", body: body).status == 200)
  }

  @Test
  func `answers of many at once are all there after the server was killed`() async throws {
    let session = try SessionUnderTest(count: 200, overlap: 8)
    let names = (0..<8).map { "person\($0)" }
    let server = try session.serve(names, options: ["--rate-limit", "0"])
    let acknowledged = try await withThrowingTaskGroup(of: Int.self) { group in
      for (number, name) in names.enumerated() {
        group.addTask {
          var count = 0
          for document in 0..<40 {
            let index = (document + number) % 3
            let body = """
              {"request":"\(name)-\(document)","kind":"answer","document":\(document),\
              "class_index":\(index)}
              """
            if try server.send("POST", "/api/events", as: name, body: body).status == 200 {
              count += 1
            }
          }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(acknowledged == 320)
    let token = try #require(server.tokens["person0"])
    server.stop(by: .kill)
    let again = try session.serve([])
    let headers = ["Authorization": "Bearer \(token)"]
    let progress = try again.send("GET", "/api/progress", headers: headers)
    #expect(progress.text.contains("\"answer_count\":320,"), "\(progress.text)")
  }
}
