import Foundation
import Glibc
import Platform
import Synchronization

/// A server in the tests' own process, which answers one request after the other.
final class ListeningServer: Sendable {
  /// What it was asked.
  struct Request: Sendable {
    var method: String
    /// The path, without the query.
    var path: String
    /// The values of the query.
    var query: [String: String]
    /// Header fields by lower-case name.
    var headers: [String: String]
    var body: [UInt8]

    /// The members of the body; none where it is no JSON object.
    var members: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }
  }

  /// What it answers.
  struct Reply: Sendable {
    var status = 200
    var body: [UInt8] = []
    var headers = ["Content-Type": "application/json"]

    /// A page.
    static func page(_ status: Int = 200) -> Reply {
      Reply(status: status, body: Array("<html>".utf8), headers: ["Content-Type": "text/html"])
    }

    /// A value as JSON.
    static func json(_ value: Any, _ status: Int = 200) -> Reply {
      let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed])
      return Reply(status: status, body: Array(data ?? Data()))
    }
  }

  /// The port it listens at.
  let port: Int
  private let socket: FileDescriptor

  /// Listens at a port of this machine.
  ///
  /// - Parameter answer: Answers a request; with `nil` the connection ends without an answer.
  /// - Throws: What the system says.
  init(_ answer: @escaping @Sendable (Request) -> Reply?) throws {
    let number = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, size) == 0 && listen(number, 16) == 0
          && getsockname(number, $0, &size) == 0
      }
    }
    guard isListening else { throw SystemError.last }
    port = Int(UInt16(bigEndian: address.sin_port))
    let socket = FileDescriptor(number: number)
    self.socket = socket
    Thread.detachNewThread {
      while true {
        let connection = accept(socket.number, nil, nil)
        if connection < 0 { break }
        Self.serve(FileDescriptor(number: connection), answer)
      }
      socket.close()
    }
  }

  deinit { shutdown(socket.number, Int32(SHUT_RDWR)) }

  /// The server's address.
  var address: String { "http://127.0.0.1:\(port)" }

  private static func serve(_ connection: FileDescriptor, _ answer: (Request) -> Reply?) {
    defer { connection.close() }
    guard let request = request(from: connection), let reply = answer(request) else { return }
    var head = "HTTP/1.1 \(reply.status) Said\r\nConnection: close\r\n"
    for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
    head += "Content-Length: \(reply.body.count)\r\n\r\n"
    try? connection.writeAll(Array(head.utf8) + reply.body)
  }

  private static func request(from connection: FileDescriptor) -> Request? {
    var bytes: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = bytes.firstRange(of: end) {
        let lines = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
          .components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3, let url = URLComponents(string: String(words[1])) else {
          return nil
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1)
          guard parts.count == 2 else { continue }
          headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let count = headers["content-length"].flatMap { Int($0) } ?? 0
        while bytes.count < range.upperBound + count {
          guard read(&bytes, connection) else { return nil }
        }
        let query = (url.queryItems ?? []).map { ($0.name, $0.value ?? "") }
        return Request(
          method: String(words[0]),
          path: url.path,
          query: Dictionary(query) { first, _ in first },
          headers: headers,
          body: Array(bytes[range.upperBound...].prefix(count))
        )
      }
      guard read(&bytes, connection) else { return nil }
    }
  }

  private static func read(_ bytes: inout [UInt8], _ connection: FileDescriptor) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = (try? buffer.withUnsafeMutableBytes { try connection.read(into: $0) }) ?? 0
    bytes += buffer[..<count]
    return count > 0
  }
}
