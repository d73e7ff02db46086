internal import Foundation
internal import Glibc
package import Platform

/// One request and its answer over a connection of their own, with nothing added or hidden.
package struct HTTPExchange: Sendable {
  /// What came back.
  package struct Reply: Sendable {
    /// The status.
    package var status: Int
    /// The reason behind the status.
    package var reason: String
    /// Header fields by lower-case name; several of a name are joined by line feeds.
    package var headers: [String: String]
    /// The body.
    package var body: [UInt8]

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// The exchange failed below HTTP.
  package struct Failure: Error {
    /// What failed.
    package var reason: String
  }

  /// The method.
  package var method = "GET"
  /// The path and query.
  package var path: String
  /// Header fields; `Host`, `Content-Length` and `Connection` are added where absent.
  package var headers: [String: String] = [:]
  /// The body; `nil` sends none.
  package var body: [UInt8]?

  /// Prepares a request.
  package init(
    _ method: String = "GET",
    _ path: String,
    headers: [String: String] = [:],
    body: String? = nil
  ) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body.map { Array($0.utf8) }
  }

  /// Sends the request to a port of this machine and waits for the answer.
  package func send(toPort port: Int, within seconds: Int = 30) throws -> Reply {
    let socket = try Self.connect(toPort: port, within: seconds)
    defer { socket.close() }
    var fields = headers
    let names = Set(headers.keys.map { $0.lowercased() })
    if !names.contains("host") { fields["Host"] = "127.0.0.1:\(port)" }
    if !names.contains("connection") { fields["Connection"] = "close" }
    if let body, !names.contains("content-length") { fields["Content-Length"] = "\(body.count)" }
    var message = "\(method) \(path) HTTP/1.1\r\n"
    for (name, value) in fields { message += "\(name): \(value)\r\n" }
    // A server may answer and hang up before it has read everything.
    _ = Self.write(Array((message + "\r\n").utf8) + (body ?? []), to: socket)
    return try Self.reply(from: Self.readReply(socket))
  }

  /// Opens a connection to a port of this machine.
  package static func connect(
    toPort port: Int,
    within seconds: Int = 30
  ) throws -> FileDescriptor {
    let socket = try newSocket()
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket.number, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(socket.number, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    guard withAddress(ofPort: port, { Glibc.connect(socket.number, $0, $1) }) == 0 else {
      let error = SystemError.last
      socket.close()
      throw Failure(reason: "port \(port): \(error)")
    }
    return socket
  }

  /// A port that nobody listens at, and that the system gives to no connection of its own choice.
  ///
  /// A port that the system chose may be somebody else's by the time it is used.
  package static func freePort() throws -> Int {
    let range =
      (try? String(contentsOfFile: "/proc/sys/net/ipv4/ip_local_port_range", encoding: .utf8))
    let first = range?.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } ?? 32_768
    for _ in 0..<100 {
      let port = Int.random(in: 10_000..<max(first, 10_100))
      if try isFree(port) { return port }
    }
    throw Failure(reason: "no free port")
  }

  private static func isFree(_ port: Int) throws -> Bool {
    let socket = try newSocket()
    defer { socket.close() }
    return withAddress(ofPort: port) { bind(socket.number, $0, $1) } == 0
  }

  private static func newSocket() throws -> FileDescriptor {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { throw Failure(reason: "no socket") }
    return FileDescriptor(number: number)
  }

  /// Calls `body` with the address of a port of this machine, as the system takes it.
  private static func withAddress(
    ofPort port: Int,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// Writes bytes; tells whether all of them went out.
  package static func write(_ bytes: [UInt8], to socket: FileDescriptor) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Reads until the other side hangs up.
  package static func readAll(_ socket: FileDescriptor) throws -> [UInt8] {
    try read(socket) { _ in false }
  }

  /// Reads one reply: servers may keep the connection although they were asked not to.
  private static func readReply(_ socket: FileDescriptor) throws -> [UInt8] {
    try read(socket) { received in
      guard let end = endOfHeader(received) else { return false }
      let header = String(decoding: received[..<end], as: UTF8.self).lowercased()
      guard let field = header.range(of: "\r\ncontent-length:") else { return false }
      let digits = header[field.upperBound...].drop { $0 == " " }.prefix { $0.isNumber }
      return Int(digits).map { received.count >= end + 4 + $0 } ?? false
    }
  }

  /// The offset of the empty line behind the header.
  private static func endOfHeader(_ bytes: [UInt8]) -> Int? {
    let mark = Array("\r\n\r\n".utf8)
    return bytes.indices.first { bytes[$0...].starts(with: mark) }
  }

  private static func read(
    _ socket: FileDescriptor,
    until isComplete: ([UInt8]) -> Bool
  ) throws -> [UInt8] {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count: Int
      do {
        count = try buffer.withUnsafeMutableBytes { try socket.read(into: $0) }
      } catch {
        guard received.isEmpty else { return received }
        throw Failure(reason: "no answer: \(error)")
      }
      guard count > 0 else { return received }
      received.append(contentsOf: buffer[..<count])
      if isComplete(received) { return received }
    }
  }

  private static func reply(from bytes: [UInt8]) throws -> Reply {
    guard let end = endOfHeader(bytes) else {
      throw Failure(reason: "the answer has no end of header: \(bytes.count) bytes")
    }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ", maxSplits: 2)
    guard words.count > 1, let status = Int(words[1]) else {
      throw Failure(reason: "the answer has no status")
    }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmingPrefix(while: \.isWhitespace)
      headers[name] = headers[name].map { "\($0)\n\(value)" } ?? String(value)
    }
    var body = Array(bytes[(end + 4)...])
    if headers["transfer-encoding"] == "chunked" { body = unchunked(body) }
    let reason = words.dropFirst(2).first.map(String.init) ?? ""
    return Reply(status: status, reason: reason, headers: headers, body: body)
  }

  private static func unchunked(_ bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    var body: [UInt8] = []
    while let end = rest.firstIndex(of: 0x0D) {
      let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) ?? 0
      rest = rest.dropFirst(end - rest.startIndex + 2)
      if size == 0 { break }
      body += rest.prefix(size)
      rest = rest.dropFirst(size + 2)
    }
    return body
  }
}
