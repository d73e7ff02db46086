import Foundation
import LabelStore
import Sessions
import TestSupport
import Testing
import WebDriver

/// Annotators with roles on one server: what each of them is asked, shown and refused.
struct ServerTeamTests {
  private struct Events {
    let server: ServerUnderTest

    /// Sends an event; `more` are further members of its JSON.
    func send(
      _ name: String,
      _ kind: String,
      _ more: [String: Any],
      request: String = UUID().uuidString
    ) throws -> (status: Int, value: [String: Any]) {
      var event = more
      event["kind"] = kind
      event["request"] = request
      let body = try JSONSerialization.data(withJSONObject: event)
      let reply = try server.send(
        "POST",
        "/api/events",
        as: name,
        body: String(decoding: body, as: UTF8.self)
      )
      let value = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
      return (reply.status, value ?? [:])
    }

    func answer(_ name: String, _ document: Int, _ index: Int, request: String? = nil) throws -> Int
    {
      let (status, value) = try send(
        name,
        "answer",
        ["document": document, "class_index": index],
        request: request ?? UUID().uuidString
      )
      try #require(status == 200, "\(value)")
      return try #require(value["event"] as? Int)
    }
  }

  private func code(_ value: [String: Any]) -> String? {
    (value["error"] as? [String: Any])?["code"] as? String
  }

  private func questions(_ server: ServerUnderTest, _ name: String) throws -> [String: Any] {
    try server.json("POST", "/api/questions", as: name, body: #"{"count":3}"#)
  }

  @Test func `an undo names its event, and takes back nothing else`() throws {
    let server = try SessionUnderTest(count: 5).serve()
    let events = Events(server: server)
    let first = try events.answer("ada", 0, 1, request: "answer-in-tab-a")
    let second = try events.answer("ada", 1, 2, request: "answer-in-tab-b")
    #expect(try events.answer("ada", 1, 2, request: "answer-in-tab-b") == second)
    let undone = try events.send("ada", "undo", ["undoes": "answer-in-tab-a"])
    #expect(undone.value["document"] as? Int == 0 && undone.value["undid"] as? Int == first)
    let again = try events.send("ada", "undo", ["undoes": "answer-in-tab-a"])
    #expect(again.status == 409 && code(again.value) == "undone_before")
    let others = try events.send("ben", "undo", ["undoes_event": second])
    #expect(others.status == 409 && code(others.value) == "nothing_to_undo")
    _ = try events.send("ada", "flag", ["document": 1])
    let early = try events.send("ada", "undo", ["undoes_event": second])
    #expect(early.status == 409 && code(early.value) == "undo_overtaken")
    let card = try server.json("GET", "/api/documents/1", as: "ada")
    #expect((card["answers"] as? [[String: Any]])?.first?["class_index"] as? Int == 2)
    #expect(card["is_flagged"] as? Bool == true)
  }

  @Test func `what was done last anywhere is known to every tab`() throws {
    let server = try SessionUnderTest(count: 5).serve()
    let events = Events(server: server)
    #expect(try server.json("GET", "/api/history", as: "ada")["last"] == nil)
    _ = try events.answer("ada", 1, 2)
    _ = try events.send("ada", "note", ["document": 3, "text": "why?"])
    _ = try events.answer("ben", 0, 0)
    let last = try server.json("GET", "/api/history", as: "ada")["last"] as? [String: Any]
    #expect(last?["document"] as? Int == 3 && last?["kind"] as? String == "note")
    let undone = try events.send("ada", "undo", ["undoes_event": last?["event"] ?? 0])
    #expect(undone.value["document"] as? Int == 3)
    let next = try server.json("GET", "/api/history", as: "ada")["last"] as? [String: Any]
    #expect(next?["document"] as? Int == 1 && next?["kind"] as? String == "answer")
  }

  @Test(arguments: [false, true])
  func `what is found says whose it is, to those who see it`(isBlind: Bool) throws {
    let server = try SessionUnderTest(count: 5, overlap: 2, isBlind: isBlind)
      .serve(options: ["--manager", "max"])
    let events = Events(server: server)
    _ = try events.answer("ada", 1, 2)
    for name in ["ada", "ben"] { _ = try events.send(name, "flag", ["document": 1]) }
    for (name, sees) in [("ada", !isBlind), ("ben", !isBlind), ("max", true)] {
      let query = sees ? "/api/search?state=flagged&annotator=ada" : "/api/search?state=flagged"
      let found = try server.json("GET", query, as: name)["results"] as? [[String: Any]]
      let card = try #require(found?.first)
      let flaggers = card["flagged_by"] as? [String]
      #expect(flaggers == (sees ? ["ada", "ben"] : [name]), "\(name)")
      let answers = card["answers"] as? [[String: Any]]
      #expect(
        answers?.compactMap { $0["annotator"] as? String } == (sees || name == "ada" ? ["ada"] : [])
      )
      // What is to be answered shows nobody else's answer.
      let own = try server.json("GET", "/api/documents/1", as: name)
      #expect((own["answers"] as? [Any])?.count == (name == "ada" ? 1 : 0))
      #expect(own["flagged_by"] as? [String] == (name == "max" ? [] : [name]))
    }
  }

  @Test func `what was done in another session or by another annotator is refused`() throws {
    let session = try SessionUnderTest(count: 5)
    let server = try session.serve()
    let events = Events(server: server)
    let about = try server.json("GET", "/api/session", as: "ada")
    let identity = try #require(about["identity"] as? String)
    let number = try #require(about["annotator_number"] as? Int)
    let answer: [String: Any] = ["document": 0, "class_index": 1]
    func send(_ name: String, _ session: String, _ annotator: Int) throws -> String? {
      let origin: [String: Any] = ["session": session, "annotator": annotator]
      return code(try events.send(name, "answer", answer.merging(origin) { $1 }).value)
    }
    #expect(try send("ada", String(identity.reversed()), number) == "other_session")
    #expect(try send("ben", identity, number) == "other_annotator")
    #expect(try server.json("GET", "/api/progress", as: "ada")["answer_count"] as? Int == 0)
    #expect(try send("ada", identity, number) == nil)
  }

  @Test func `who has nothing to answer is told why`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    let events = Events(server: server)
    let held = try questions(server, "ada")
    #expect((held["questions"] as? [Any])?.count == 3 && held["ending"] == nil)
    let waiting = try questions(server, "ben")
    #expect(waiting["ending"] as? String == "held_by_others")
    #expect(waiting["ask_again_in_seconds"] as? Int == 5)
    for document in 0..<2 { _ = try events.answer("ada", document, 0) }
    _ = try events.send("ada", "skip", ["document": 2])
    let nothing = try questions(server, "ada")
    #expect(nothing["ending"] as? String == "nothing_for_you")
    #expect(nothing["skipped_count"] as? Int == 1)
    let again = try server.json("POST", "/api/skipped", as: "ada", body: "{}")
    #expect(again["count"] as? Int == 1)
    #expect((try questions(server, "ada")["questions"] as? [Any])?.count == 1)
    _ = try events.answer("ada", 2, 0)
    #expect(try questions(server, "ben")["ending"] as? String == "session_done")
  }

  @Test func `progress is one's own share, and the team's`() throws {
    let server = try SessionUnderTest(count: 6, overlap: 2).serve()
    let events = Events(server: server)
    for document in 0..<6 { _ = try events.answer("ben", document, 1) }
    let figures = try server.json("GET", "/api/progress", as: "ada")
    let own = try #require(figures["own"] as? [String: Any])
    #expect(own["answer_count"] as? Int == 0 && own["share_count"] as? Int == 6)
    #expect(figures["answered_count"] as? Int == 6 && figures["complete_count"] as? Int == 0)
    #expect(figures["is_exhausted"] as? Bool == false)
  }

  @Test func `roles, pauses and tokens change while the session is served`() throws {
    let session = try SessionUnderTest(count: 4, overlap: 2)
    let server = try session.serve(["ada", "ben"])
    let events = Events(server: server)
    for (name, index) in [("ada", 0), ("ben", 1)] { _ = try events.answer(name, 0, index) }
    #expect(try server.send("GET", "/api/disagreements", as: "ada").status == 403)
    func change(_ options: String...) throws {
      let arguments = ["session", "annotators", session.name] + options
      let result = try CommandLineTool.run(arguments, in: session.folder)
      try #require(result.exitCode == 0, "\(result.errors)")
    }
    try change("--role", "ada=adjudicator", "--rename", "ada=adele", "--pause", "ben")
    let about = try server.json("GET", "/api/session", as: "ada")
    #expect(about["annotator"] as? String == "adele" && about["may_settle"] as? Bool == true)
    let found = try server.json("GET", "/api/disagreements", as: "ada")
    #expect((found["disagreements"] as? [Any])?.count == 1)
    #expect(found["open"] as? [Int] == [0] && found["settled"] as? [Int] == [])
    let settle: [String: Any] = ["document": 1, "class_index": 0]
    let idle = try events.send("ada", "adjudicate", settle)
    #expect(idle.status == 409 && code(idle.value) == "nothing_to_settle")
    let paused = try events.send("ben", "answer", settle)
    #expect(paused.status == 403 && code(paused.value) == "paused")
    try change("--resume", "ben")
    _ = try events.answer("ben", 1, 0)
    try change("--revoke", "ben")
    #expect(try server.send("GET", "/api/session", as: "ben").status == 401)
    // Nobody of the old name has come into being.
    let engine = try SessionEngine(opening: session.path, for: .reading)
    #expect(try engine.annotators().map(\.name) == ["adele", "ben"])
  }

  @Test func `only managers see how annotators do on check questions`() throws {
    let folder = try ScratchFolder()
    try folder.write(
      (0..<9).map { #"{"id":"r\#($0)","text":"text \#($0)"}"# + "\n" }.joined(),
      to: "c.jsonl"
    )
    try folder.write("id,label\nr0,a\nr1,b\n", to: "gold.csv")
    let made = try CommandLineTool.run(
      [
        "session", "start", "c.jsonl", "--classes", "a,b", "--strategy", "random", "--no-ask",
        "--check", "gold.csv", "--check-rate", "0.5", "-o", "s.session",
      ],
      in: folder
    )
    try #require(made.exitCode == 0, "\(made.errors)")
    let server = try ServerUnderTest(
      ["s.session", "--annotator", "ada", "--adjudicator", "eve", "--manager", "max"],
      in: folder
    )
    let events = Events(server: server)
    for document in 0..<2 { _ = try events.answer("ada", document, 0) }
    for name in ["ada", "eve", "max"] {
      let reply = try server.send("GET", "/api/progress", as: name)
      #expect(reply.text.contains(#""right_count":1"#) == (name == "max"), "\(name)")
      #expect(reply.text.contains("checks") == (name == "max"), "\(name)")
    }
    let plain = try CommandLineTool.run(["session", "status", "s.session"], in: folder)
    #expect(!plain.output.contains("checks"))
    let known = try CommandLineTool.run(
      ["session", "status", "s.session", "--manager"],
      in: folder
    )
    #expect(known.output.contains("checks") && known.output.contains("right"))
  }
}
