import Foundation
import Platform
import TestSupport
import Testing
import WebDriver
import WebLabeling

struct ServerSecurityTests {
  @Test
  func `everything but signing in and health needs a token`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    for path in ["/api/session", "/api/progress", "/api/search", "/metrics", "/api/documents/0"] {
      #expect(try server.send("GET", path).status == 401, "\(path)")
      #expect(try server.send("GET", path, as: "ada").status == 200, "\(path)")
    }
    let page = try server.send("GET", "/", headers: ["Accept": "text/html"])
    #expect(page.status == 303)
    #expect(page.headers["location"] == "/login")
    for path in ["/login", "/healthz", "/openapi.json", "/assets/winnow.css"] {
      #expect(try server.send("GET", path).status == 200, "\(path)")
    }
  }

  @Test
  func `a token is printed once and only its digest is kept`() throws {
    let session = try SessionUnderTest(count: 3)
    let server = try session.serve(["ada"])
    let secret = try #require(server.tokens["ada"])
    let token = try #require(AccessToken(secret))
    #expect(server.stop(by: .terminate)?.exitCode == 0)
    let names = try session.folder.names().filter { $0.hasPrefix(session.name) }
    let stored = try names.map { try session.folder.text(of: $0) }.joined()
    #expect(!stored.contains(secret))
    #expect(stored.contains(token.digest))
    let again = try session.serve(["ada"])
    #expect(again.tokens.isEmpty)
    let headers = ["Authorization": "Bearer \(secret)"]
    #expect(try again.send("GET", "/api/session", headers: headers).status == 200)
  }

  @Test
  func `a new token takes the place of the one before`() throws {
    let session = try SessionUnderTest(count: 3)
    let old = try #require(try session.serve(["ada"]).tokens["ada"])
    let server = try session.serve([], options: ["--new-token", "ada"])
    let headers = ["Authorization": "Bearer \(old)"]
    #expect(try server.send("GET", "/api/session", headers: headers).status == 401)
    #expect(try server.send("GET", "/api/session", as: "ada").status == 200)
  }

  @Test
  func `the cookie is out of reach for scripts and other sites`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    let token = try #require(server.tokens["ada"])
    let form = ["Content-Type": "application/x-www-form-urlencoded"]
    let reply = try server.send("POST", "/login", headers: form, body: "token=\(token)")
    #expect(reply.status == 303)
    let cookie = try #require(reply.headers["set-cookie"])
    for part in ["winnow_token=\(token)", "HttpOnly", "SameSite=Strict", "Path=/"] {
      #expect(cookie.contains(part))
    }
  }

  @Test
  func `a change by cookie needs the page's guard`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    let secret = try #require(server.tokens["ada"])
    let token = try #require(AccessToken(secret))
    let body = #"{"request": "0123456789", "kind": "answer", "document": 0, "class_index": 1}"#
    var headers = ["Cookie": "winnow_token=\(secret)"]
    #expect(try server.send("POST", "/api/events", headers: headers, body: body).status == 403)
    headers["X-Winnow-Guard"] = String(token.forgeryGuard.reversed())
    #expect(try server.send("POST", "/api/events", headers: headers, body: body).status == 403)
    headers["X-Winnow-Guard"] = token.forgeryGuard
    headers["Origin"] = "http://evil.example"
    #expect(try server.send("POST", "/api/events", headers: headers, body: body).status == 403)
    headers["Origin"] = server.address
    #expect(try server.send("POST", "/api/events", headers: headers, body: body).status == 200)
  }

  @Test
  func `signing in counts, and not a password that the browser keeps`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    let ada = try #require(server.tokens["ada"])
    let ben = try #require(server.tokens["ben"])
    func basic(_ password: String) -> String {
      "Basic " + Data("anyone:\(password)".utf8).base64EncodedString()
    }
    for kept in [basic(ben), basic("of another page"), "Digest a=b", "Basic"] {
      var headers = ["Cookie": "winnow_token=\(ada)", "Authorization": kept]
      let session = try server.send("GET", "/api/session", headers: headers)
      #expect(session.status == 200 && session.text.contains(#""annotator":"ada""#), "\(kept)")
      let body = #"{"request": "0123456789", "kind": "answer", "document": 0, "class_index": 1}"#
      #expect(try server.send("POST", "/api/events", headers: headers, body: body).status == 403)
      headers["X-Winnow-Guard"] = try #require(AccessToken(ada)).forgeryGuard
      #expect(try server.send("POST", "/api/events", headers: headers, body: body).status == 200)
    }
    // What a program says goes before both, and a password alone opens no page.
    let both = ["Cookie": "winnow_token=\(ada)", "Authorization": "Bearer \(ben)"]
    #expect(try server.send("GET", "/api/session", headers: both).text.contains(#""ben""#))
    let alone = ["Authorization": basic(ada), "Accept": "text/html"]
    let page = try server.send("GET", "/", headers: alone)
    #expect(page.status == 303 && page.headers["location"] == "/login")
  }

  @Test
  func `guessing tokens is slowed down`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    let form = ["Content-Type": "application/x-www-form-urlencoded"]
    let statuses = try (0..<14).map { _ in
      try server.send("POST", "/login", headers: form, body: "token=guess").status
    }
    #expect(statuses.prefix(10).allSatisfy { $0 == 401 })
    #expect(statuses.suffix(2) == [429, 429])
  }

  @Test(arguments: ["/", "/login", "/assets/label.js", "/api/session", "/nowhere"])
  func `every answer forbids what the pages never need`(_ path: String) throws {
    let server = try SessionUnderTest(count: 3).serve()
    let reply = try server.send("GET", path, as: "ada")
    let policy = try #require(reply.headers["content-security-policy"])
    #expect(policy.contains("default-src 'none'"))
    #expect(policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(reply.headers["x-content-type-options"] == "nosniff")
    #expect(reply.headers["x-frame-options"] == "DENY")
    #expect(reply.headers["referrer-policy"] == "same-origin")
  }

  @Test
  func `pages hold no inline script or style`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    for path in ["/", "/adjudicate", "/history", "/documents", "/progress", "/login"] {
      let page = try server.send("GET", path, as: "ada").text
      #expect(!page.contains("<!--"), "\(path) has an unfilled place")
      let links = page.matches(of: /<a href="([^"]*)" id="page-/).map(\.1)
      #expect(
        links
          == (path == "/login" ? [] : ["/", "/adjudicate", "/history", "/documents", "/progress"])
      )
      #expect(!page.contains("<style") && !page.contains("style=") && !page.contains(" onclick"))
      #expect(page.matches(of: /<script(?![^>]*src=)/).isEmpty)
    }
  }

  @Test
  func `it answers for its own host names only`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    let foreign = ["Host": "evil.example:\(server.port)"]
    #expect(try server.send("GET", "/healthz", headers: foreign).status == 421)
    let own = ["Host": "localhost:\(server.port)"]
    #expect(try server.send("GET", "/healthz", headers: own).status == 200)
  }

  @Test
  func `a body over the limit is refused, announced or not`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    let large = String(repeating: "x", count: 70_000)
    #expect(try server.send("POST", "/api/events", as: "ada", body: large).status == 413)
    let chunk = String(large.utf8.count, radix: 16)
    let token = try #require(server.tokens["ada"])
    let socket = try HTTPExchange.connect(toPort: server.port)
    defer { socket.close() }
    let head = """
      POST /api/events HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nConnection: close\r
      Authorization: Bearer \(token)\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)\r\n\(large)\r\n
      """
    _ = HTTPExchange.write(Array((head + "0\r\n\r\n").utf8), to: socket)
    let reply = String(decoding: try HTTPExchange.readAll(socket), as: UTF8.self)
    #expect(reply.hasPrefix("HTTP/1.1 413"))
  }

  @Test
  func `a client that asks too often has to wait`() throws {
    let server = try SessionUnderTest(count: 3).serve(options: ["--rate-limit", "0.1"])
    let replies = try (0..<8).map { _ in try server.send("GET", "/api/session", as: "ada") }
    #expect(replies[0].status == 200)
    let refused = try #require(replies.first { $0.status == 429 })
    #expect(Int(refused.headers["retry-after"] ?? "") ?? 0 >= 1)
    #expect(try server.send("GET", "/api/session", as: "ben").status == 200)
  }

  @Test
  func `a request that does not arrive is given up`() throws {
    let server = try SessionUnderTest(count: 3).serve(options: ["--request-timeout", "2"])
    let token = try #require(server.tokens["ada"])
    let socket = try HTTPExchange.connect(toPort: server.port)
    defer { socket.close() }
    let head = "POST /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n"
    _ = HTTPExchange.write(Array((head + "Content-Length: 100\r\n\r\n{").utf8), to: socket)
    let reply = String(decoding: try HTTPExchange.readAll(socket), as: UTF8.self)
    #expect(reply.hasPrefix("HTTP/1.1 408"))
    #expect(try server.send("GET", "/healthz").status == 200)
  }

  @Test
  func `junk does not bring it down`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    for junk in [
      "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\r\n\r\n", "POST /login HTTP/1.1\r\nX\r\n\r\n",
    ] {
      let socket = try HTTPExchange.connect(toPort: server.port)
      _ = HTTPExchange.write(Array(junk.utf8), to: socket)
      socket.close()
    }
    for body in ["", "{", "[]", #"{"request": 3}"#, #"{"request":"12345678","kind":"burn"}"#] {
      #expect(try server.send("POST", "/api/events", as: "ada", body: body).status == 400)
    }
    for path in ["/api/documents/-1", "/api/documents/99", "/api/documents/x", "/api/nothing"] {
      #expect(try server.send("GET", path, as: "ada").status == 404)
    }
    #expect(try server.send("GET", "/healthz").status == 200)
  }

  @Test
  func `it speaks TLS and then marks the cookie as secure`() throws {
    let session = try SessionUnderTest(count: 3)
    let made = try CommandLineTool.shell(
      """
      openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 \
        -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1
      """,
      in: session.folder
    )
    try #require(made.exitCode == 0, "\(made.errors)")
    let options = ["--tls-cert", "cert.pem", "--tls-key", "key.pem"]
    let server = try session.serve(options: options)
    let token = try #require(server.tokens["ada"])
    let reply = try CommandLineTool.shell(
      """
      curl --silent --include --cacert cert.pem --data token=\(token) \
        https://127.0.0.1:\(server.port)/login
      """,
      in: session.folder
    )
    #expect(reply.output.contains("303"))
    #expect(reply.output.contains("Secure"))
    #expect(reply.output.lowercased().contains("strict-transport-security"))
  }

  @Test
  func `a beginner's mistakes are explained`() throws {
    let folder = try ScratchFolder()
    let missing = try CommandLineTool.run(["serve", "none.session"], in: folder)
    #expect(missing.exitCode == 1)
    #expect(missing.errors.contains("none.session: error: there is no such session"))
    let nothing = try CommandLineTool.run(["serve"], in: folder)
    #expect(nothing.exitCode == 64)
    let half = try CommandLineTool.run(["serve", "x.session", "--tls-cert", "a.pem"], in: folder)
    #expect(half.exitCode == 64)
    let session = try SessionUnderTest(count: 3)
    let server = try session.serve()
    let arguments = ["serve", session.name, "--port", "\(server.port)"]
    let taken = try CommandLineTool.run(arguments, in: session.folder)
    #expect(taken.exitCode == 1)
    #expect(taken.errors.contains("--port"))
  }
}
