import Foundation
import Platform
import TestSupport
import Testing
import WebDriver

struct ServerLabelTests {
  @Test
  func `documents get the very labels that a whole corpus gets`() throws {
    let folder = try ScratchFolder()
    let corpus = CommentCorpus(count: 300).jsonLines
    let server = try ServerUnderTest(labeling: "Comments", like: corpus, in: folder)
    let expected = try folder.text(of: "labels.jsonl")
    let reply = try server.send(
      "POST",
      "/v1/label?provenance=true",
      as: "",
      headers: ["Content-Type": "application/x-ndjson"],
      body: corpus
    )
    #expect(reply.status == 200)
    #expect(reply.text == expected)
    // One at a time as well, and as JSON.
    for (document, line) in zip(corpus.split(separator: "\n"), expected.split(separator: "\n"))
      .prefix(40)
    {
      let body = "{\"document\":\n \(document)\n,\"explain\":true}"
      let answer = try server.json("POST", "/v1/label", as: "", body: body)
      let result = try #require((answer["results"] as? [[String: Any]])?.first)
      let batch = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(result["label"] as? String == batch?["label"] as? String)
      #expect(
        result["probabilities"] as? [String: Double] == batch?["probabilities"] as? [String: Double]
      )
      #expect(result["votes"] as? [String: String] == batch?["votes"] as? [String: String])
      let explanation = try #require(result["explanation"] as? [String: Any])
      let contributions = try #require(explanation["contributions"] as? [[String: Any]])
      #expect(contributions.count == (result["votes"] as? [String: String])?.count)
    }
  }

  @Test
  func `documents of several labels get a list of them, each with its probability`() throws {
    let folder = try ScratchFolder()
    let letters = [
      "my account is blocked", "refund the invoice", "thank you", "nothing to say of it",
      "angry about my password", "thank you for the refund",
    ]
    let corpus = (0..<90).map {
      #"{"id":"m\#($0)","text":"\#(letters[$0 * 7 % letters.count])"}"# + "\n"
    }.joined()
    let server = try ServerUnderTest(labeling: "Tags", like: corpus, in: folder)
    let expected = try folder.text(of: "labels.jsonl")
    let reply = try server.send(
      "POST",
      "/v1/label?provenance=true",
      as: "",
      headers: ["Content-Type": "application/x-ndjson"],
      body: corpus
    )
    #expect(reply.status == 200)
    #expect(reply.text == expected)
    let documents = corpus.split(separator: "\n").prefix(6)
    let body = "{\"documents\": [\(documents.joined(separator: ","))], \"explain\": true}"
    let answer = try server.json("POST", "/v1/label", as: "", body: body)
    #expect(answer["classes"] as? [String] == ["billing", "login", "praise"])
    #expect(answer["model"] as? String == "pooled")
    let results = try #require(answer["results"] as? [[String: Any]])
    for (result, line) in zip(results, expected.split(separator: "\n")) {
      let batch = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(result["labels"] as? [String] == batch?["labels"] as? [String])
      #expect(result["label"] == nil && result["confidence"] == nil)
      let probabilities = result["probabilities"] as? [String: Double]
      #expect(probabilities == batch?["probabilities"] as? [String: Double])
      #expect(result["votes"] as? [String: String] == batch?["votes"] as? [String: String])
      let explanation = try #require(result["explanation"] as? [String: Any])
      let parts = try #require(explanation["classes"] as? [[String: Any]])
      #expect(parts.compactMap { $0["name"] as? String } == ["billing", "login", "praise"])
      for part in parts {
        let name = part["name"] as? String ?? ""
        #expect(part["probability"] as? Double == probabilities?[name])
        let statements = part["statements"] as? [[String: Any]] ?? []
        let sum = statements.compactMap { $0["log_odds"] as? Double }.reduce(0, +)
        let logOdds = ["prior", "silence"].compactMap { part[$0] as? Double }.reduce(sum, +)
        let raw = try #require(part["raw"] as? Double)
        #expect(abs(1 / (1 + exp(-logOdds)) - raw) < 1e-9)
      }
    }
    #expect(results.contains { ($0["labels"] as? [String])?.count == 2 })
    #expect(try server.send("GET", "/metrics", as: "").text.contains("documents_total 96"))
    let doccano = try server.send(
      "POST",
      "/v1/label/doccano",
      as: "",
      body: #"{"text": "my account is blocked"}"#
    )
    #expect(doccano.text == #"[{"label":"billing"},{"label":"login"}]"#)
  }

  @Test
  func `answers have the members that are described`() throws {
    let document = CommentCorpus(count: 50).jsonLines
    let mails = (0..<20).map { #"{"text":"refund my password \#($0)"}"# + "\n" }.joined()
    for (task, corpus) in [("Comments", document), ("Tags", mails)] {
      let folder = try ScratchFolder()
      let server = try ServerUnderTest(labeling: task, like: corpus, in: folder)
      let body = #"{"document": {"text": "please refund"}, "explain": true}"#
      let described = try ServerDescription(of: server)
      let answer = try server.json("POST", "/v1/label", as: "", body: body)
      #expect(try described.mismatches(of: answer, to: "post", "/v1/label") == [])
    }
  }

  @Test
  func `many clients at once get their own answers`() async throws {
    let folder = try ScratchFolder()
    let corpus = CommentCorpus(count: 200).jsonLines
    let server = try ServerUnderTest(labeling: "Comments", like: corpus, in: folder)
    let documents = corpus.split(separator: "\n").map(String.init)
    let ids = try await withThrowingTaskGroup(of: [String].self) { group in
      for client in 0..<8 {
        group.addTask {
          try documents[(client * 25)..<(client * 25 + 25)].map { document in
            let body = "{\"document\": \(document)}"
            let answer = try server.json("POST", "/v1/label", as: "", body: body)
            return (answer["results"] as? [[String: Any]])?.first?["id"] as? String ?? ""
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(ids) == Set((0..<200).map { "c\($0)" }))
  }

  @Test
  func `a function that traps or hangs is told, and the server goes on`() throws {
    let folder = try ScratchFolder()
    let lines = (0..<60).map { "{\"id\":\"d\($0)\",\"text\":\"even\",\"number\":\($0)}\n" }.joined()
    let server = try ServerUnderTest(
      labeling: "Faulty",
      like: lines,
      in: folder,
      options: ["--time-limit", "3"]
    )
    for (number, function, cause) in [
      (500, "traps_on_thousandths", "crash"), (77777, "never_returns_on_one", "time_out"),
      (107, "throws_on_hundredths", "thrown"),
    ] {
      let body = """
        {"documents": [{"text": "even", "number": \(number)}, {"text": "even", "number": 4}]}
        """
      let answer = try server.json("POST", "/v1/label", as: "", body: body)
      let results = try #require(answer["results"] as? [[String: Any]])
      let faults = try #require(results[0]["faults"] as? [[String: Any]])
      #expect(faults.count == 1)
      #expect(faults.first?["function"] as? String == function)
      #expect(faults.first?["cause"] as? String == cause)
      #expect((results[1]["faults"] as? [Any])?.isEmpty == true)
      #expect((results[1]["votes"] as? [String: String])?["parity"] == "even")
    }
    #expect(try server.send("GET", "/healthz").status == 200)
    let metrics = try server.send("GET", "/metrics", as: "").text
    #expect(metrics.contains("winnow_labeled_documents_total 6"))
    let fault = "winnow_labeling_faults_total{function=\"traps_on_thousandths\",cause=\"crash\"} 1"
    #expect(metrics.contains(fault))
  }

  @Test
  func `bad requests are explained`() throws {
    let folder = try ScratchFolder()
    let server = try ServerUnderTest(
      labeling: "Comments",
      like: CommentCorpus(count: 50).jsonLines,
      in: folder
    )
    for (body, status, word) in [
      ("", 400, "JSON"), ("{\"document\": 3}", 400, "document"), ("{}", 400, "neither"),
      ("{\"documents\": [1]}", 422, "request:1:16"),
      ("{\"document\": {\"id\": \"a\"}}", 422, "text"),
      ("{\"documents\": [{\"id\":\"a\",\"text\":\"a\"},\n{\"id\":\"b\"}]}", 422, "request:2"),
      ("{\"document\": {\"text\":\"a\",\"text\":\"b\"}}", 422, "text"), ("\u{FF}", 400, "is JSON"),
    ] {
      let reply = try server.send("POST", "/v1/label", as: "", body: body)
      #expect(reply.status == status, "\(body): \(reply.text)")
      #expect(reply.text.contains(word), "\(body): \(reply.text)")
    }
    let empty = try server.json("POST", "/v1/label", as: "", body: "{\"documents\": []}")
    #expect((empty["results"] as? [Any])?.isEmpty == true)
    let typed = try server.send(
      "POST",
      "/v1/label",
      as: "",
      headers: ["Content-Type": "text/csv"],
      body: "text\na\n"
    )
    #expect(typed.status == 415)
  }

  @Test
  func `asked to stop, it finishes what it has begun`() throws {
    let folder = try ScratchFolder()
    let server = try ServerUnderTest(
      labeling: "Comments",
      like: CommentCorpus(count: 50).jsonLines,
      in: folder
    )
    _ = try server.json("POST", "/v1/label", as: "", body: "{\"document\": {\"text\":\"hi\"}}")
    #expect(server.stop(by: .interrupt)?.exitCode == 0)
  }

  @Test
  func `asked to stop, it does not wait for a function that never returns`() throws {
    let folder = try ScratchFolder()
    let lines = (0..<60).map { "{\"id\":\"d\($0)\",\"text\":\"even\",\"number\":\($0)}\n" }.joined()
    let options = ["--time-limit", "3000", "--request-timeout", "3000"]
    let server = try ServerUnderTest(labeling: "Faulty", like: lines, in: folder, options: options)
    let clients = try (0..<4).map { _ in try RawClient(server) }
    let body = "{\"document\": {\"text\": \"even\", \"number\": 77777}}"
    for client in clients {
      client.send(
        "POST /v1/label HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
          + "Authorization: Bearer \(server.tokens[""] ?? "")\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
      )
    }
    // The requests have come when the server counts them as being answered.
    let gauge = "winnow_http_requests_in_flight 5"
    #expect(
      try eventually { try server.send("GET", "/metrics", as: "").text.contains(gauge) }
    )
    #expect(server.stop(by: .terminate)?.exitCode == 0)
    withExtendedLifetime(clients) {}
  }

  @Test
  func `a request that a function holds up is given up in time, and others are answered`() throws {
    let folder = try ScratchFolder()
    let lines = (0..<60).map { "{\"id\":\"d\($0)\",\"text\":\"even\",\"number\":\($0)}\n" }.joined()
    let options = ["--time-limit", "3000", "--request-timeout", "0.5", "--workers", "2"]
    let server = try ServerUnderTest(labeling: "Faulty", like: lines, in: folder, options: options)
    let held = "{\"document\": {\"text\": \"even\", \"number\": 77777}}"
    #expect(try server.send("POST", "/v1/label", as: "", body: held).status == 503)
    let free = "{\"document\": {\"text\": \"even\", \"number\": 4}}"
    #expect(try server.send("POST", "/v1/label", as: "", body: free).status == 200)
  }
}
