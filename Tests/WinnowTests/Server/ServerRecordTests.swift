import Foundation
import struct LabelingCore.SeededGenerator
import TestSupport
import Testing
import WebDriver

/// Every record of a request is answered, or every one that breaks a rule is named.
struct ServerRecordTests {
  /// A server that labels comments.
  private static func serve() throws -> ServerUnderTest {
    try ServerUnderTest(
      labeling: "Comments",
      like: CommentCorpus(count: 60).jsonLines,
      in: try ScratchFolder()
    )
  }

  private static func post(
    _ bytes: [UInt8],
    _ type: String,
    to server: ServerUnderTest
  ) throws -> HTTPExchange.Reply {
    var exchange = HTTPExchange(
      "POST",
      "/v1/label",
      headers: ["Authorization": "Bearer \(server.tokens[""] ?? "")", "Content-Type": type]
    )
    exchange.body = bytes
    return try exchange.send(toPort: server.port)
  }

  /// Records that break a rule, with the column of the byte where they do; `nil` is the whole record.
  private static let bad: [(bytes: [UInt8], column: Int?, isJSON: Bool)] = [
    (Array(#"{"text":"cut"#.utf8), 9, false),
    (Array(#"{"text":"a","text":"b"}"#.utf8), 13, true),
    (Array("[1]".utf8), 1, true),
    (Array("\"text\"".utf8), 1, true),
    (Array("null".utf8), 1, true),
    (Array(#"{"text":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8), 10, true),
    (Array(#"{"note":"x"}"#.utf8), nil, true),
    (Array(#"{"text" "a"}"#.utf8), 9, false),
  ]

  private struct Mix {
    var records: [[UInt8]] = []
    /// Places of the bad records, and which kind each is of.
    var bad: [(index: Int, kind: Int)] = []

    /// Good and bad records in any order; the first is good.
    init(seed: UInt64, kinds: [Int]) {
      var random = SeededGenerator(seed: seed)
      let good = Array(#"{"text":"check out my channel"}"#.utf8)
      let count = Int.random(in: 2...12, using: &random)
      records = Array(repeating: good, count: count)
      for index in 1..<count where index == 1 || Bool.random(using: &random) {
        guard let kind = kinds.randomElement(using: &random) else { continue }
        records[index] = ServerRecordTests.bad[kind].bytes
        bad.append((index, kind))
      }
    }
  }

  private static func named(_ reply: HTTPExchange.Reply) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
    let error = try #require(value?["error"] as? [String: Any])
    let records = try #require(error["records"] as? [[String: Any]])
    #expect(error["record_count"] as? Int == records.count)
    #expect(error["code"] as? String == "bad_document")
    return records
  }

  @Test
  func `each bad line is named by its place, and no line is labeled`() throws {
    let server = try Self.serve()
    for seed in 0..<40 {
      let mix = Mix(seed: UInt64(seed), kinds: Array(Self.bad.indices))
      // Blank lines are no records, but count as lines.
      let body: [UInt8] = mix.records.reduce(into: []) { $0 += $1 + [0x0A, 0x0A] }
      let reply = try Self.post(body, "application/x-ndjson", to: server)
      #expect(reply.status == 422, "seed \(seed): \(reply.text)")
      let named = try Self.named(reply)
      #expect(named.compactMap { $0["index"] as? Int } == mix.bad.map(\.index), "seed \(seed)")
      #expect(named.compactMap { $0["line"] as? Int } == mix.bad.map { $0.index * 2 + 1 })
      #expect(
        named.map { $0["column"] as? Int } == mix.bad.map { Self.bad[$0.kind].column },
        "seed \(seed): \(reply.text)"
      )
      #expect(named.allSatisfy { ($0["message"] as? String)?.isEmpty == false })
    }
    #expect(try server.send("GET", "/metrics", as: "").text.contains("labeled_documents") == false)
  }

  @Test
  func `each bad document of a JSON body is named by its place in the body`() throws {
    let server = try Self.serve()
    for seed in 0..<40 {
      let kinds = Self.bad.indices.filter { Self.bad[$0].isJSON }
      let mix = Mix(seed: UInt64(seed), kinds: kinds)
      // Two spaces before each document, which has a line to itself.
      let lines = mix.records.map { Array("  ".utf8) + $0 }
      let body =
        Array("{\"documents\": [\n".utf8) + Array(lines.joined(separator: Array(",\n".utf8)))
        + Array("\n]}".utf8)
      let reply = try Self.post(body, "application/json", to: server)
      #expect(reply.status == 422, "seed \(seed): \(reply.text)")
      let named = try Self.named(reply)
      #expect(named.compactMap { $0["index"] as? Int } == mix.bad.map(\.index), "seed \(seed)")
      #expect(named.compactMap { $0["line"] as? Int } == mix.bad.map { $0.index + 2 })
      #expect(
        named.map { $0["column"] as? Int } == mix.bad.map { 2 + (Self.bad[$0.kind].column ?? 1) },
        "seed \(seed): \(reply.text)"
      )
    }
    #expect(try server.send("GET", "/metrics", as: "").text.contains("labeled_documents") == false)
  }

  @Test
  func `a body that is no JSON as a whole is refused with the place`() throws {
    let server = try Self.serve()
    for (body, words) in [
      ("{\"documents\":[{\"text\":\"a\"},\n {\"text\":\"x\"", "line 2"),
      ("{\"document\":{\"text\":\"a\"}} {}", "line 1, column 27"),
      (
        "{\"document\":{\"text\":\"a\"},\"document\":{\"text\":\"b\"}}",
        "'document' is in the body more than once"
      ),
      ("{\"explain\":true,\"explain\":false,\"document\":{\"text\":\"a\"}}", "'explain'"),
      ("{\"document\":{\"text\":\"a\"},\"documents\":[]}", "either"),
      ("{\"document\":{\"text\":\"a\"},\"explain\":1}", "'explain'"),
    ] {
      let reply = try Self.post(Array(body.utf8), "application/json", to: server)
      #expect(reply.status == 400, "\(body): \(reply.text)")
      #expect(reply.text.contains(words), "\(body): \(reply.text)")
    }
  }

  @Test
  func `an odd content type is answered, and the server goes on`() throws {
    let server = try Self.serve()
    let body = Array("{\"document\":{\"text\":\"a\"}}".utf8)
    for (type, status) in [
      ("", 415), (";", 415), (" ", 415), ("/", 415), ("application/", 415), (";charset=utf-8", 415),
      ("application/json;", 200), ("Application/JSON; charset=\"UTF-8\"", 200),
      ("application/json; charset=latin1", 415), ("application/jsonx", 415),
      ("application/x-ndjson; charset=utf-8", 422), ("application/json, text/plain", 415),
    ] {
      #expect(try Self.post(body, type, to: server).status == status, "'\(type)'")
      #expect(try server.send("GET", "/healthz").status == 200)
    }
  }
}
