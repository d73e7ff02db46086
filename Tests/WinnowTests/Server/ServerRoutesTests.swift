import Foundation
import Hummingbird
import LabelingCore
import TestSupport
import Testing
import WebDriver
import WebLabeling

struct ServerRoutesTests {
  /// Routes as `GET /path/{name}`.
  private static func served(_ router: Router<WebContext>) -> Set<String> {
    Set(
      router.routes.map { route in
        let parts = route.path.description.split(separator: "/").map { part in
          part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
        }
        return "\(route.method) /\(parts.joined(separator: "/"))"
      }
    )
  }

  @Test
  func `the routes and their description agree`() async throws {
    let session = try SessionUnderTest(count: 3)
    let server = try session.serve()
    let document = try server.json("GET", "/openapi.json")
    #expect((document["openapi"] as? String)?.hasPrefix("3.1") == true)
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    let described = Set(
      paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } }
    )
    let bare = try LabelingServer(options: ServerOptions(), accounts: MemoryAccounts([:]))
    let routes = Self.served(bare.router())
    #expect(routes.subtracting(described) == [], "not described")
    #expect(described.subtracting(routes) == [], "not served")
    for (path, methods) in paths {
      for (method, value) in methods {
        let operation = try #require(value as? [String: Any])
        #expect(operation["summary"] is String, "\(method) \(path)")
        #expect((operation["responses"] as? [String: Any])?.isEmpty == false, "\(method) \(path)")
      }
    }
  }

  @Test
  func `each route is described with the refusals that it can give`() async throws {
    let server = try SessionUnderTest(count: 3).serve()
    let paths = try #require(
      server.json("GET", "/openapi.json")["paths"] as? [String: [String: [String: Any]]]
    )
    for (path, methods) in paths {
      for (method, operation) in methods {
        let described = Set((operation["responses"] as? [String: Any] ?? [:]).keys)
        var needed: Set = ["429"]
        if (operation["security"] as? [Any])?.isEmpty != true { needed.formUnion(["401", "503"]) }
        if method == "post" { needed.insert("403") }
        let isBackend = ["/health", "/versions", "/setup", "/predict", "/webhook", "/train"]
          .contains(path)
        if path.hasPrefix("/api/") || path.hasPrefix("/v1/") || path.hasPrefix("/documents/")
          || ["/", "/adjudicate", "/history", "/documents", "/progress"].contains(path)
        {
          needed.insert("404")
        }
        if isBackend { needed.insert("450") }
        #expect(needed.subtracting(described) == [], "\(method) \(path)")
      }
    }
    // What needs a session says so where there is none.
    let bare = try ServerUnderTest(
      labeling: "Comments",
      like: CommentCorpus(count: 120).jsonLines,
      in: try ScratchFolder()
    )
    for (path, methods) in paths where path.hasPrefix("/api/") || path == "/documents" {
      for method in methods.keys {
        let body = method == "post" ? #"{"count":1,"request":"0123456789","kind":"skip"}"# : ""
        let address = path.replacing("{number}", with: "0")
        let reply = try bare.send(method.uppercased(), address, as: "", body: body)
        #expect(reply.status == 404, "\(method) \(path): \(reply.status)")
      }
    }
  }

  @Test(arguments: [(false, LabelKind.one), (true, .one), (false, .several), (true, .several)])
  func `answers have the members that are described`(
    isBlind: Bool,
    labels: LabelKind
  ) async throws {
    let session = try SessionUnderTest(
      count: 5,
      overlap: 2,
      isBlind: isBlind,
      hasVotes: true,
      labels: labels
    )
    let server = try session.serve(["ada"], options: ["--manager", "max"])
    let description = try ServerDescription(of: server)
    let says =
      labels == .one
      ? [#""class_index": 0"#, #""class_index": 1"#]
      : [#""labels": []"#, #""labels": ["positive"]"#]
    for (name, said) in zip(["ada", "max"], says) {
      for (place, kind) in ["answer", "flag"].enumerated() {
        let body = """
          {"request": "\(name)-request-\(place)", "kind": "\(kind)", "document": 0, \(said)}
          """
        #expect(try server.send("POST", "/api/events", as: name, body: body).status == 200)
      }
    }
    for (method, path, address) in [
      ("get", "/api/session", "/api/session"), ("get", "/api/progress", "/api/progress"),
      ("get", "/api/search", "/api/search?state=flagged"), ("get", "/api/history", "/api/history"),
      ("get", "/api/disagreements", "/api/disagreements"),
      ("get", "/api/documents/{number}", "/api/documents/0?for=settling"),
      ("post", "/api/questions", "/api/questions"), ("post", "/api/skipped", "/api/skipped"),
    ] {
      let body = method == "post" ? #"{"count": 2}"# : ""
      let answer = try server.json(method.uppercased(), address, as: "max", body: body)
      #expect(try description.mismatches(of: answer, to: method, path) == [])
    }
  }

  @Test
  func `tokens are known by their SHA-256`() throws {
    let token = try #require(AccessToken("wnw_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
    #expect(token.digest == "bc22aa9c4efe7393f0d9373b6139e815cfb45015b807b30aacce547888aa8a3c")
    #expect(AccessToken("wnw_short") == nil)
    #expect(AccessToken("wnw_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/A") == nil)
    #expect(AccessToken.random() != AccessToken.random())
    #expect(AccessToken(AccessToken.random().secret) != nil)
    #expect(token.accepts(forgeryGuard: token.forgeryGuard))
    #expect(!token.accepts(forgeryGuard: AccessToken.random().forgeryGuard))
    #expect(!token.accepts(forgeryGuard: ""))
  }

  @Test
  func `a limiter lets a burst pass and then so many a second`() {
    let limiter = RateLimiter(perSecond: 2, burst: 4)
    let start = ContinuousClock.now
    let refusals = (0..<6).map { _ in limiter.refusal(of: "ada", at: start) }
    #expect(refusals == [nil, nil, nil, nil, 1, 1])
    #expect(limiter.refusal(of: "ben", at: start) == nil)
    #expect(limiter.refusal(of: "ada", at: start + .milliseconds(500)) == nil)
    #expect(limiter.refusal(of: "ada", at: start + .milliseconds(600)) != nil)
    let open = RateLimiter(perSecond: 0, burst: 1)
    #expect((0..<1000).allSatisfy { _ in open.refusal(of: "ada") == nil })
  }
}
