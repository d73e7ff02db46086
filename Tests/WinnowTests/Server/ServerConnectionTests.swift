import Foundation
import Platform
import TestSupport
import Testing
import WebDriver
import WebLabeling

struct ServerConnectionTests {
  @Test
  func `what breaks the rules of HTTP is refused by name`() throws {
    let server = try SessionUnderTest(count: 2).serve()
    let coded = "POST /login HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: "
    let long = String(repeating: "a", count: 80_000)
    for (request, status) in [
      ("GET /healthz HTTP/1.1\r\n\r\n", 400),
      ("GET /healthz HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n", 400),
      ("GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
      ("GET /healthz HTTP/1.1\r\nHost: {host}, {host}\r\n\r\n", 400),
      ("GET /healthz HTTP/1.0\r\nConnection: close\r\n\r\n", 200),
      (coded + "xchunked\r\n\r\n0\r\n\r\n", 501),
      (coded + "gzip, chunked\r\n\r\n", 501),
      (coded + "identity\r\n\r\n", 501),
      ("POST /login HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
      ("GET /healthz HTTP/7.7\r\nHost: {host}\r\n\r\n", 400),
      ("\u{1}\u{2} \r\n\r\n", 501), ("BREW /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n", 501),
      ("GET /healthz HTTP/1.1\r\nHost: {host}\r\nX-Long: \(long)", 431),
    ] {
      let client = try RawClient(server)
      client.send(request)
      let reply = try client.readAll()
      #expect(reply.hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(60)): \(reply.prefix(200))")
      #expect(status < 400 || reply.contains("\"code\""), "\(reply)")
      #expect(try server.send("GET", "/healthz").status == 200)
    }
  }

  @Test
  func `a refusal comes behind the answers to what was sent before it`() throws {
    let server = try SessionUnderTest(count: 2).serve()
    let client = try RawClient(server)
    let good = "GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n"
    client.send(good + good + "GET /healthz HTTP/1.1\r\n\r\n" + good)
    let statuses = try client.readAll().matches(of: /HTTP\/1.1 ([0-9]+)/).map { Int($0.1) }
    #expect(statuses == [200, 200, 400])
  }

  @Test
  func `a path tells which methods it has, and no path has none`() throws {
    let server = try SessionUnderTest(count: 2).serve()
    for (method, path, allowed) in [
      ("PUT", "/api/session", "GET, HEAD"), ("GET", "/v1/label", "POST"),
      ("DELETE", "/api/documents/1", "GET, HEAD"), ("PATCH", "/login", "GET, HEAD, POST"),
      ("LINK", "/", "GET, HEAD"), ("OPTIONS", "/healthz", "GET, HEAD"),
    ] {
      let reply = try server.send(method, path)
      #expect(reply.status == 405, "\(method) \(path)")
      #expect(reply.headers["allow"] == allowed, "\(method) \(path)")
    }
    #expect(try server.send("PUT", "/api/nothing").status == 404)
    #expect(try server.send("PUT", "/api/documents/1/more").status == 404)
  }

  @Test
  func `bytes that trickle in do not hold a connection`() throws {
    let options = ["--request-timeout", "0.4"]
    let server = try SessionUnderTest(count: 2).serve(options: options)
    func post(_ path: String) -> String {
      "POST \(path) HTTP/1.1\r\nHost: {host}\r\nContent-Length: 90000\r\n\r\n"
    }
    for (start, status) in [
      ("GET /healthz HTTP/1.1\r\nHost: {host}\r\nX-A: ", "408"),
      ("GET /heal", "408"),
      // Refused by its head, as it has no token; then only the rest trickles in.
      (post("/v1/label"), "401"),
      (post("/login") + "{", "413"),
      (post("/login").replacing("90000", with: "900") + "{", "408"),
    ] {
      let client = try RawClient(server)
      client.send(start)
      let said = try #require(client.trickle("a", upTo: 1000))
      #expect(said.hasPrefix("HTTP/1.1 \(status) "), "\(start): \(said.prefix(200))")
      #expect(said.matches(of: /HTTP\/1.1/).count == 1)
    }
  }

  @Test
  func `a connection that says nothing is closed`() throws {
    let options = ["--request-timeout", "0.4"]
    let server = try SessionUnderTest(count: 2).serve(options: options)
    #expect(try RawClient(server).readAll() == "")
  }

  @Test
  func `a response that nobody reads does not hold a connection`() throws {
    let options = ["--request-timeout", "0.5", "--connection-limit", "1", "--rate-limit", "0"]
    let server = try SessionUnderTest(count: 2).serve(options: options)
    let client = try RawClient(server)
    // More than the buffers of both sides take.
    let request = "GET /openapi.json HTTP/1.1\r\nHost: {host}\r\n\r\n"
    var isTaken = true
    for _ in 0..<400 where isTaken { isTaken = client.send(request) }
    // Refused with 503 for as long as the other one is being answered.
    #expect(eventually { (try? server.send("GET", "/healthz").status) == 200 })
  }

  @Test
  func `silent connections shut nobody out`() throws {
    let options = ["--connection-limit", "6", "--request-timeout", "600"]
    let server = try SessionUnderTest(count: 2).serve(options: options)
    var clients: [RawClient] = []
    for number in 0..<40 {
      let client = try RawClient(server)
      switch number % 3 {
      case 0: client.send("POST /v1/label HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\n{")
      case 1: client.send("GET /healthz HTTP/1.1\r\nX-A:")
      default: break
      }
      clients.append(client)
    }
    #expect(try server.send("GET", "/healthz").status == 200)
    #expect(try server.send("GET", "/api/session", as: "ada").status == 200)
  }

  @Test
  func `a client that has many connections loses its own first, the silent before the others`() {
    let closed = Closed()
    let book = ConnectionBook(total: 5, perPeer: 3)
    func open(_ name: String, _ peer: String) -> ConnectionBook.Admission {
      book.admit(from: peer) { closed.names.append(name) }
    }
    func number(_ admission: ConnectionBook.Admission) -> Int {
      guard case .admitted(let number) = admission else { return -1 }
      return number
    }
    let first = number(open("a1", "a"))
    let second = number(open("a2", "a"))
    _ = open("a3", "a")
    _ = open("b1", "b")
    book.note(.resting, of: first)
    #expect(closed.names == [])
    // The third of 'a' has not sent a request yet, the second has begun one later.
    book.note(.arriving, of: second)
    _ = open("a4", "a")
    #expect(closed.names == ["a3"])
    // All places are taken by the next but one, and 'a' has the most of them.
    _ = open("c1", "c")
    let last = number(open("c2", "c"))
    #expect(closed.names == ["a3", "a2"])
    book.note(.answering, of: last)
    book.note(.answering, of: first)
    #expect(book.count == 5)
    book.leave(last)
    #expect(book.count == 4)
  }

  @Test
  func `what is being answered stays, and the newcomer is refused`() {
    let closed = Closed()
    let book = ConnectionBook(total: 4, perPeer: 2)
    for peer in ["a", "a", "b", "b"] {
      guard
        case .admitted(let number) = book.admit(from: peer, close: { closed.names.append(peer) })
      else {
        Issue.record("there is room")
        continue
      }
      book.note(.answering, of: number)
    }
    for peer in ["a", "c"] {
      guard case .refused(let number) = book.admit(from: peer, close: {}) else {
        Issue.record("there is no room")
        continue
      }
      book.leave(number)
    }
    for _ in 0..<ConnectionBook.refusedLimit { _ = book.admit(from: "d", close: {}) }
    #expect(book.admit(from: "d", close: {}) == .turnedAway)
    #expect(closed.names == [])
  }

  /// Names of what was closed; one test, one thread.
  private final class Closed: @unchecked Sendable {
    var names: [String] = []
  }

  @Test(arguments: [Signal.terminate, .interrupt])
  func `it stops whatever clients do`(_ signal: Signal) throws {
    let server = try SessionUnderTest(count: 2).serve(options: ["--request-timeout", "3000"])
    let clients = try (0..<3).map { _ in try RawClient(server) }
    clients[0].send("GET /healthz HTTP/1.1\r\nX-A: ")
    clients[1].send("POST /login HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\n{")
    #expect(try server.send("GET", "/healthz").status == 200)
    #expect(server.stop(by: signal)?.exitCode == 0)
    withExtendedLifetime(clients) {}
  }

  @Test(
    arguments: [
      "--request-timeout nan", "--request-timeout inf", "--request-timeout 1e300",
      "--request-timeout 0", "--request-timeout=-1", "--request-timeout 0.00001",
      "--rate-limit nan", "--rate-limit inf", "--rate-limit=-1", "--time-limit nan",
      "--time-limit 1e300", "--time-limit 0", "--workers 0", "--workers 9223372036854775807",
      "--body-limit 0", "--port 65536", "--port=-1", "--connection-limit 0",
      "--connection-limit 9223372036854775807", "--peer-limit 0", "--request-timeout x",
    ]
  )
  func `a number that cannot be meant is a usage error`(_ option: String) throws {
    let words = option.split(separator: " ").map(String.init)
    let result = try CommandLineTool.run(["serve", "a.session"] + words, in: ScratchFolder())
    #expect(result.exitCode == 64, "\(result.errors)")
    #expect(result.errors.contains(words[0].split(separator: "=")[0]), "\(result.errors)")
  }
}
