import Foundation
import Hummingbird
import Testing
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
