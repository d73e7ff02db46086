import Foundation
import Platform
import WebDriver

/// A client that sends bytes as it likes.
final class RawClient {
  private let socket: FileDescriptor
  let port: Int

  /// Connects to a server; reading gives up after some seconds.
  init(_ server: ServerUnderTest, within seconds: Int = 20) throws {
    port = server.port
    socket = try HTTPExchange.connect(toPort: server.port, within: seconds)
  }

  deinit { socket.close() }

  /// Sends bytes; tells whether the server took them.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool { HTTPExchange.write(bytes, to: socket) }

  /// Sends text; `{host}` stands for the server's name.
  @discardableResult
  func send(_ text: String) -> Bool {
    send(Array(text.replacing("{host}", with: "127.0.0.1:\(port)").utf8))
  }

  /// Everything that comes until the server hangs up.
  func readAll() throws -> String {
    String(decoding: try HTTPExchange.readAll(socket), as: UTF8.self)
  }

  /// Sends bytes now and then until the server has hung up.
  ///
  /// - Parameters:
  ///   - byte: What is sent each time.
  ///   - count: How often at most.
  /// - Returns: What the server said, or `nil` when it still takes bytes at the end.
  func trickle(_ byte: String, upTo count: Int) -> String? {
    var said: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    for _ in 0..<count {
      _ = send(byte)
      guard socket.isReadable(within: .milliseconds(20)) else { continue }
      let received = try? buffer.withUnsafeMutableBytes { try socket.read(into: $0) }
      guard let received, received > 0 else { return String(decoding: said, as: UTF8.self) }
      said += buffer[..<received]
    }
    return nil
  }
}
