internal import HTTPTypes
internal import NIOHTTP1

/// What HTTP asks of a request before anybody looks at what it wants.
enum RequestRules {
  /// Why a request is refused by its head alone; `nil` when it may pass.
  static func refusal(of head: HTTPRequestHead) -> WebError? {
    let hosts = head.headers["Host"]
    if hosts.count > 1 {
      return .badRequest("a request has one header field 'Host'", help: "send it once")
    }
    if head.version != .http1_0, hosts.isEmpty {
      return .badRequest("a request has a header field 'Host'", help: "send 'Host: <this server>'")
    }
    if let host = hosts.first, !host.utf8.allSatisfy(isOfHost) {
      return .badRequest("'Host' is a host name, with or without a port")
    }
    return refusalOfCodings(head)
  }

  /// Bodies come as they are or in chunks (RFC 9112, section 6.1).
  private static func refusalOfCodings(_ head: HTTPRequestHead) -> WebError? {
    let codings = head.headers[canonicalForm: "Transfer-Encoding"]
    guard head.headers.contains(name: "Transfer-Encoding") else { return nil }
    if head.version == .http1_0 {
      return .badRequest("'Transfer-Encoding' is not part of HTTP/1.0")
    }
    guard codings.count == 1, codings[0].lowercased() == "chunked" else {
      return WebError(
        .notImplemented,
        "transfer_encoding",
        "the only transfer encoding that the server knows is 'chunked'",
        help: "send 'Content-Length', or 'Transfer-Encoding: chunked'"
      )
    }
    return nil
  }

  /// Whether a byte may be in a host with its port (RFC 3986, section 3.2.2).
  private static func isOfHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~%!$&'()*+;=:[]".utf8.contains(byte)
    }
  }
}
